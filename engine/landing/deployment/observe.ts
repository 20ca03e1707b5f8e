import { identifier, literal, relationText } from '../../warehouse/identifier';
import type { Result } from '../../warehouse/port';
import { records, type Field } from '../../warehouse/records';
import type { DesiredLanding } from './desired';
import { readMark } from './mark';
import type { ObservedLanding, ObservedPipe } from './observed';
import { readPipeStatus } from './pipe-status';

export type Query = (sql: string) => Promise<Result>;

/** Reads what the desired landing is compared with. SHOW and system functions alone: no warehouse is started. */
export async function observeLanding(query: Query, desired: DesiredLanding): Promise<ObservedLanding> {
  const show = async (what: string): Promise<readonly Field[]> => records(await query(`SHOW ${what}`));
  const inDatabase = `IN DATABASE ${identifier(desired.database)}`;
  const schemas = new Set(
    (await show(`SCHEMAS ${inDatabase}`)).map(
      (field) => `${identifier(desired.database)}.${identifier(field('name'))}`,
    ),
  );
  const access = desired.schemas.filter(({ name }) => schemas.has(name));
  const tables = await observeTables(access.map(({ name }) => name));
  const stages = (await show(`STAGES ${inDatabase}`)).filter((field) => nameOf(field) === desired.stage.name);
  return {
    schemas,
    grants: await observeGrants(),
    fileFormats: marks(await show(`FILE FORMATS ${inDatabase}`)),
    stage: stages.map((field) => ({ url: field('url'), integration: field('storage_integration') }))[0],
    tables,
    externalTables: marks(await show(`EXTERNAL TABLES ${inDatabase}`)),
    pipes: await observePipes(await show(`PIPES ${inDatabase}`)),
  };

  /** A table has columns, so nothing else is asked about it. */
  async function observeTables(names: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
    const found = new Map<string, string[]>();
    const bronze = new Set(desired.tables.map(({ name }) => name.slice(0, name.lastIndexOf('.'))));
    for (const schema of names.filter((name) => bronze.has(name))) {
      for (const field of await show(`COLUMNS IN SCHEMA ${schema}`)) {
        const table = `${schema}.${identifier(field('table_name'))}`;
        found.set(table, [...(found.get(table) ?? []), field('column_name')]);
      }
    }
    return found;
  }

  async function observeGrants(): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
    const found = new Map<string, ReadonlySet<string>>();
    const held = (fields: readonly Field[]): ReadonlySet<string> =>
      new Set(fields.map((field) => `${field('privilege')} to ${field('grantee_name')}`));
    for (const { name, future, tables: kept } of access) {
      found.set(name, held(await show(`GRANTS ON SCHEMA ${name}`)));
      if (future.length > 0)
        found.set(
          `future ${name}`,
          new Set(
            (await show(`FUTURE GRANTS IN SCHEMA ${name}`)).map(
              (field) =>
                `${field('privilege')} on ${field('grant_on').replaceAll('_', ' ')} to ${field('grantee_name')}`,
            ),
          ),
        );
      for (const { table } of kept.filter((one) => tables.has(one.table)))
        if (!found.has(table)) found.set(table, held(await show(`GRANTS ON TABLE ${table}`)));
    }
    return found;
  }

  async function observePipes(shown: readonly Field[]): Promise<ReadonlyMap<string, ObservedPipe>> {
    const found = new Map<string, ObservedPipe>();
    for (const field of shown) {
      const name = nameOf(field);
      const wanted = desired.pipes.find((pipe) => pipe.name === name);
      if (!wanted) continue;
      const mark = readMark(field('comment'));
      const pipe = { mark, copy: field('definition'), channel: field('notification_channel') };
      const isSettled = mark?.definition === wanted.definition && mark.pausing === undefined;
      found.set(name, isSettled ? pipe : { ...pipe, ...(await detailsOf(name)) });
    }
    return found;
  }

  async function detailsOf(pipe: string): Promise<Pick<ObservedPipe, 'status' | 'grants'>> {
    const { rows } = await query(`SELECT SYSTEM$PIPE_STATUS(${literal(pipe)})`);
    const granted = await show(`GRANTS ON PIPE ${pipe}`);
    return {
      status: readPipeStatus(String(rows[0]?.[0] ?? '{}')),
      grants: granted
        .filter((field) => field('privilege') !== 'OWNERSHIP')
        .map((field) => [field('privilege'), field('grantee_name')] as const),
    };
  }
}

/** `DATABASE.SCHEMA.NAME` of an object that SHOW lists. */
export const nameOf = (field: Field): string =>
  relationText({
    database: field('database_name'),
    schema: field('schema_name'),
    name: field('name'),
  });

const marks = (shown: readonly Field[]): ObservedLanding['fileFormats'] =>
  new Map(shown.map((field) => [nameOf(field), readMark(field('comment'))]));
