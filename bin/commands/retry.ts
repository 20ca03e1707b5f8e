import { existsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { fail } from '../../engine/errors';
import { openLake } from '../../local/home/lake';
import { prepareHome } from '../../local/home/open';
import { repair } from '../../local/lake/repair';
import type { GlobalOptions, Io } from '../io';
import { bytes } from '../output/amount';
import { printReport } from '../output/answer';

export async function retry(
  options: GlobalOptions & { readonly apply?: boolean },
  io: Io,
  key: string,
  path: string,
): Promise<number> {
  const file = resolve(path);
  if (!existsSync(file) || !statSync(file).isFile()) fail('LH104', `There is no file ${file}.`);
  const repaired = await repair({
    lake: openLake(prepareHome(options)),
    key,
    file,
    apply: options.apply ?? false,
  });
  if (options.json) printReport(io, repaired);
  else io.out.write(`${repaired.status}  ${bytes(repaired.bytes)}  ${repaired.repairedKey}\n`);
  if (repaired.status === 'would write') io.err.write('Nothing was changed: add --apply.\n');
  else io.err.write('lakehouse build loads it. The rows that were rejected stay on record.\n');
  return 0;
}
