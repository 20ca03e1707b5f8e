/** Bundled by a test: logs in as a function does, runs the statement of its argument, prints the result as JSON. */
import { openFromEnvironment } from '../../../lambdas/snowflake/open';
import { codeOf, messageOf } from '../../../engine/errors';

async function main(): Promise<object> {
  const warehouse = await openFromEnvironment(process.env);
  try {
    const { columns, rows } = await warehouse.query(process.argv[2] ?? 'SELECT 1');
    return {
      columns: columns.map(({ name }) => name),
      count: rows.length,
      rows: rows.slice(0, 3),
      last: rows.at(-1),
    };
  } finally {
    await warehouse.close();
  }
}

main().then(
  (answer) => process.stdout.write(JSON.stringify(answer)),
  (error: unknown) =>
    process.stdout.write(JSON.stringify({ code: codeOf(error), message: messageOf(error) })),
);
