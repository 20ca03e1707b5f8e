import { join } from 'node:path';
import { openDuckdb } from '../../engine/warehouse/duckdb';
import { translate } from '../../engine/warehouse/duckdb/translate';
import { directoryLake } from '../../local/lake/directory';
import { loadLanded } from '../../local/pipe';
import { killedSources } from './killed-sources';

/** Loads what has landed in the home given as the argument: a process that a test can kill. */
async function main(home: string): Promise<void> {
  const lake = directoryLake({ root: join(home, 'lake') });
  const clock = (): Date => new Date();
  const warehouse = await openDuckdb({
    path: join(home, 'lakehouse.duckdb'),
    translate,
    lake,
    clock,
    threads: 1,
  });
  process.stdout.write('open\n');
  const report = await loadLanded({
    warehouse,
    lake,
    sources: killedSources,
    clock,
    onEvent: ({ kind }) => void process.stdout.write(`${kind}\n`),
  });
  process.stdout.write(`done ${report.failed.length}\n`);
  await warehouse.close();
}

main(process.argv[2] ?? '').catch((error: unknown) => {
  process.stderr.write(String(error));
  process.exitCode = 1;
});
