import { printCaseTable } from '../../support/case-table';
import { localWarehouse } from '../../support/local-warehouse';
import { families } from '../../support/snowflake-cases';

/** How many cases of each family are equal, refused and different on the local engine; `--refused` lists those. */
async function main(): Promise<void> {
  const local = await localWarehouse();
  const session = await local.warehouse.session();
  const listed = process.argv.includes('--refused') ? ['different', 'refused'] : ['different'];
  const totals = await printCaseTable(session, {
    families,
    print: (line) => process.stdout.write(`${line}\n`),
    onOutcome: ({ id }, { verdict, found }) => {
      if (listed.includes(verdict)) process.stderr.write(`${id}: ${found}\n`);
    },
  });
  await session.close();
  await local.close();
  if (totals.different > 0) process.exitCode = 1;
}

void main();
