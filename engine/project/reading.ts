import type { SourceLocation } from '../errors';
import type { Describe } from './docs';
import type { Layout } from './layout';
import type { Macros } from './macros';
import type { Problems } from './problems';
import type { Properties } from './properties';
import type { Settings } from './settings';
import type { ProjectFile, Target } from './types';

/** What all steps of reading a project share. */
export interface Reading {
  readonly target: Target;
  readonly settings: Settings;
  readonly layout: Layout;
  readonly properties: Properties;
  readonly macros: Macros;
  readonly describe: Describe;
  readonly problems: Problems;
  /** A place of a template, with its line of text. */
  readonly locate: (site: Place) => SourceLocation;
}

export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

export function locator(files: readonly ProjectFile[]): (place: Place) => SourceLocation {
  const texts = new Map(files.map(({ path, text }) => [path, text]));
  const lines = new Map<string, readonly string[]>();
  return ({ file, line, column }) => {
    let found = lines.get(file);
    if (!found) {
      found = (texts.get(file) ?? '').split(/\r?\n/);
      lines.set(file, found);
    }
    return { file, line, column, snippet: found[line - 1] };
  };
}
