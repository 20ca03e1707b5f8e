import { readdir } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { LakehouseError, suggestion, type Problem } from '../../engine/errors';
import type { Landing } from '../../engine/project/types';

export interface RecognisedFile {
  readonly path: string;
  /** Relative to the directory, with `/`. */
  readonly file: string;
  readonly landing: Landing;
}

export interface Recognised {
  readonly files: readonly RecognisedFile[];
  readonly unmatched: readonly string[];
  /** `domain.dataset` of the landings for which there is no file. */
  readonly missing: readonly string[];
}

/** `olist_*.csv` as an expression over whole base names, whatever their case. */
export function filePattern(pattern: string): RegExp {
  const source = [...pattern]
    .map((sign) => (sign === '*' ? '.*' : sign === '?' ? '.' : sign.replace(/[.+^${}()|[\]\\]/g, '\\$&')))
    .join('');
  return new RegExp(`^${source}$`, 'is');
}

async function allFiles(directory: string): Promise<readonly string[]> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

const name = ({ domain, dataset }: Landing): string => `${domain}.${dataset}`;

/**
 * Which file of a directory belongs to which dataset. Throws all that is wrong at once: files that several datasets
 * claim (LH602), and a directory without any known file (LH603).
 */
export async function recognise(directory: string, landings: readonly Landing[]): Promise<Recognised> {
  const patterns = landings.map((landing) => ({ landing, expressions: landing.files.map(filePattern) }));
  const files: RecognisedFile[] = [];
  const unmatched: string[] = [];
  const problems: Problem[] = [];
  for (const path of await allFiles(directory)) {
    const file = relative(directory, path).split(sep).join('/');
    const base = file.slice(file.lastIndexOf('/') + 1);
    const claims = patterns.filter(({ expressions }) =>
      expressions.some((expression) => expression.test(base)),
    );
    const [first, ...others] = claims;
    if (!first) unmatched.push(file);
    else if (others.length === 0) files.push({ path, file, landing: first.landing });
    else {
      const datasets = claims.map(({ landing }) => name(landing)).join(', ');
      problems.push({
        code: 'LH602',
        message: `${file} matches the patterns of ${datasets}: make one of them narrower.`,
      });
    }
  }
  if (files.length === 0 && problems.length === 0)
    problems.push(nothingFound(directory, landings, unmatched));
  if (problems.length > 0) throw new LakehouseError(problems);
  const found = new Set(files.map(({ landing }) => name(landing)));
  return { files, unmatched, missing: landings.map(name).filter((dataset) => !found.has(dataset)) };
}

function nothingFound(
  directory: string,
  landings: readonly Landing[],
  unmatched: readonly string[],
): Problem {
  const wanted = landings.flatMap(({ files }) => files);
  const near = unmatched.map((file) => suggestion(file, wanted)).find((text) => text !== '') ?? '';
  const message = `No file in ${directory} matches ${wanted.join(', ')}.${near}`;
  return { code: 'LH603', message };
}
