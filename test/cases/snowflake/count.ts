import { localWarehouse } from '../../support/local-warehouse';
import { casesOf, families, runCase } from '../../support/snowflake-cases';

/** Prints how many cases of each family are equal, refused and different on the local engine; `--refused` lists those. */
async function main(): Promise<void> {
  const local = await localWarehouse();
  const session = await local.warehouse.session();
  const line = (...cells: readonly (string | number)[]): void => {
    process.stdout.write(`${cells.map((item, index) => (index === 0 ? String(item).padEnd(12) : String(item).padStart(10))).join('')}\n`);
  };
  const totals = { equal: 0, refused: 0, different: 0 };
  line('family', 'equal', 'refused', 'different');
  for (const family of families) {
    const counts = { equal: 0, refused: 0, different: 0 };
    for (const item of casesOf(family)) {
      const { verdict, found } = await runCase(session, item);
      counts[verdict] += 1;
      totals[verdict] += 1;
      if (verdict === 'different' || (verdict === 'refused' && process.argv.includes('--refused'))) process.stderr.write(`${item.id}: ${found}\n`);
    }
    line(family, counts.equal, counts.refused, counts.different);
  }
  line('all', totals.equal, totals.refused, totals.different);
  await session.close();
  await local.close();
  if (totals.different > 0) process.exitCode = 1;
}

void main();
