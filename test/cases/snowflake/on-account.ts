import { readFileSync } from 'node:fs';
import { openSnowflake, optionsFrom } from '../../../engine/warehouse/snowflake';
import { printCaseTable } from '../../support/case-table';
import { families } from '../../support/snowflake-cases';

const SKIPPED = 77;

/**
 * The same table from Snowflake itself, on the account that the environment names: the judge of the cases. Every case
 * makes a schema of its own in SNOWFLAKE_DATABASE and drops it. Families to run may be named.
 */
async function main(named: readonly string[]): Promise<number> {
  const unknown = named.filter((family) => !families.includes(family));
  if (unknown.length > 0) {
    process.stderr.write(`There is no family ${unknown.join(', ')}. There are ${families.join(', ')}.\n`);
    return 2;
  }
  const options = optionsFrom(process.env, (path) => readFileSync(path, 'utf8'));
  if (!options) {
    process.stderr.write(
      'Skipped: there is no Snowflake account. Set SNOWFLAKE_ACCOUNT, SNOWFLAKE_DATABASE, SNOWFLAKE_WAREHOUSE and ' +
        'either SNOWFLAKE_USER with SNOWFLAKE_PRIVATE_KEY_PATH or SNOWFLAKE_WORKLOAD_IDENTITY_PROVIDER.\n',
    );
    return SKIPPED;
  }
  const warehouse = await openSnowflake(options);
  try {
    const session = await warehouse.session();
    const totals = await printCaseTable(session, {
      families: named.length === 0 ? families : named,
      print: (line) => process.stdout.write(`${line}\n`),
      onOutcome: ({ id }, { verdict, found }) => {
        if (verdict !== 'equal') process.stderr.write(`${id}: ${found}\n`);
      },
    });
    return totals.different + totals.refused > 0 ? 1 : 0;
  } finally {
    await warehouse.close();
  }
}

main(process.argv.slice(2)).then(
  (status) => {
    process.exitCode = status;
  },
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  },
);
