import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run, start } from '../bin/lakehouse';
import { stopOwner } from '../local/temporary-home';

export interface ServedDemo {
  readonly url: string;
  readonly home: string;
  /** Its copy of the dbt project. */
  readonly project: string;
  close(): Promise<void>;
}

/** Name of a test that cannot pass: it finds each sale of more than one piece. */
export const FAILING_TEST = 'every_sale_is_of_one_piece';

const FAILING_SQL = `select sale_id, product_key, quantity, sales_amount from {{ ref('retail__fct_sales') }} where quantity > 1
`;

/**
 * A copy of a lakehouse in which the demo has run, under a console that may run models. With `failing`, a test that cannot pass
 * was added and a run has met it: a model is held back with rows to read, and others are skipped below it.
 */
export async function serveDemo(
  built: string,
  { failing }: { readonly failing: boolean },
): Promise<ServedDemo> {
  const folder = mkdtempSync(join(tmpdir(), 'lh-console-'));
  const home = join(folder, 'shop', '.lakehouse');
  const project = join(folder, 'sql');
  cpSync(join(__dirname, '../../../sql'), project, { recursive: true });
  cpSync(built, home, { recursive: true });
  if (failing) {
    mkdirSync(join(project, 'tests/retail'), { recursive: true });
    writeFileSync(join(project, 'tests/retail', `${FAILING_TEST}.sql`), FAILING_SQL);
    // What is downstream would be left as it is otherwise, and nothing were skipped.
    const below = join(project, 'models/retail/gold/retail__sales_by_country.sql');
    writeFileSync(below, `${readFileSync(below, 'utf8')}\n-- changed\n`);
    const build = await run(home, 'build', '--project', project);
    if (build.status !== 1) throw new Error(`A failing test should have made the build fail:\n${build.err}`);
  }
  const served = start(home, 'console', '--project', project, '--port', '0', '--allow-run', '--json');
  const { url } = JSON.parse(await served.answered()) as { url: string };
  return {
    url: url.replace(/\/$/, ''),
    ...{ home, project },
    async close() {
      served.process.kill('SIGINT');
      await served.ended;
      await stopOwner(home);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
