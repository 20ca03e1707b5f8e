import { localWarehouse } from '../../test/support/local-warehouse';
import {
  casesOf,
  families,
  runCase,
  type Outcome,
  type SnowflakeCase,
} from '../../test/support/snowflake-cases';
import type { ReadyVenv } from '../venv';
import { sameAnswer } from './compare';
import { askFakesnow, type Answer } from './fakesnow';
import type { Opinion } from './opinions';

/** Every case of the table on both engines, each in a schema of its own. */
export async function opinionsOnCases(venv: ReadyVenv): Promise<readonly Opinion[]> {
  const items = families.flatMap((family) => casesOf(family));
  const jobs = items.map(({ id, sql, fails }) => ({
    id,
    database: 'LAKEHOUSE',
    schema: `CASE_${id.replace(/\W/g, '_').toUpperCase()}`,
    statements: sql,
    ...(fails ? { fails } : {}),
  }));
  const [theirs, ours] = [await askFakesnow(venv, jobs), await outcomes(items)];
  return items.map((item) =>
    opinionOn(item, ours.get(item.id), theirs.get(item.id) ?? { error: 'no answer' }),
  );
}

async function outcomes(items: readonly SnowflakeCase[]): Promise<ReadonlyMap<string, Outcome>> {
  const local = await localWarehouse();
  const session = await local.warehouse.session();
  const found = new Map<string, Outcome>();
  for (const item of items) found.set(item.id, await runCase(session, item));
  await session.close();
  await local.close();
  return found;
}

/** What is right is in the case. We may refuse it; that we give another result is what `npm test` excludes. */
function opinionOn(item: SnowflakeCase, ours: Outcome | undefined, theirs: Answer): Opinion {
  const { id } = item;
  if (ours?.verdict === 'refused') return { id, kind: 'no opinion', why: 'we refuse it' };
  if (item.columns) return { id, kind: 'no opinion', why: 'columns are picked by name' };
  if ('error' in theirs && Array.isArray(item.expected)) {
    return { id, kind: 'no opinion', why: `fakesnow: ${theirs.error}` };
  }
  const right = Array.isArray(item.expected) ? sameAnswer(item.expected, theirs) : 'error' in theirs;
  if (ours?.verdict !== 'equal') return differ(item, ours, theirs);
  if (right) return { id, kind: 'agree' };
  return item.source.startsWith('doc:') ? { id, kind: 'documented' } : differ(item, ours, theirs);
}

const differ = (item: SnowflakeCase, ours: Outcome | undefined, theirs: Answer): Opinion => ({
  id: item.id,
  kind: 'differ',
  sql: item.sql.join(';\n'),
  ours: ours?.verdict === 'equal' ? JSON.stringify(item.expected) : (ours?.found ?? 'nothing'),
  fakesnow: JSON.stringify('rows' in theirs ? theirs.rows : theirs.error),
});
