import type { Statement } from './syntax/ast';
import { parse } from './syntax/parser';
import { Source } from './syntax/source';

/** A parsed template: keep it, and render it as often as needed. */
export class Template {
  readonly file: string;
  /** @internal */
  readonly source: Source;
  /** @internal */
  readonly body: readonly Statement[];

  constructor(text: string, file: string, options: ParseOptions = {}) {
    this.file = file;
    this.source = new Source(text, file, options.line, options.column);
    this.body = parse(this.source);
  }
}

export interface ParseOptions {
  /** Where the text begins in its file, when it is a part of one. From 1. */
  readonly line?: number;
  readonly column?: number;
}

/** Parses a template. Throws a `TemplateError` of kind `syntax` or `unsupported`. */
export function parseTemplate(text: string, file: string, options: ParseOptions = {}): Template {
  return new Template(text, file, options);
}
