import { fail } from '../../engine/errors';
import { bronzeTable } from '../../engine/landing/setup';
import type { Analysis as ProjectAnalysis, UniqueId } from '../../engine/project/types';
import { readNodeStates } from '../../engine/run';
import { identifier } from '../../engine/warehouse/identifier';
import type { RelationName } from '../../engine/warehouse/port';
import type { Analysis, AnalysisRows } from '../api';
import { csv } from './csv';
import { drawnNodes } from './drawn';
import { limitedRows } from './rows';
import type { ConsoleSource, ProjectView } from './source';

/** The page sums what it gets: with more rows than these it says so and sums nothing. */
const SHOWN_ROWS = 50_000;
const DOWNLOADED_ROWS = 500_000;

/** Every query of `sql/analyses/`: by domain, those of dashboards first and in their order. */
export async function readAnalyses(source: ConsoleSource): Promise<readonly Analysis[]> {
  const view = await source.project();
  const there = new Set((await source.warehouse.catalog()).map(nameOf));
  const place = ({ dashboard }: Analysis): number => dashboard?.order ?? Number.MAX_SAFE_INTEGER;
  return view.project.analyses
    .map((node) => described(view, node, there))
    .sort(
      (one, other) =>
        compare(one.domain, other.domain) || place(one) - place(other) || compare(one.name, other.name),
    );
}

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);
const nameOf = ({ schema, name }: RelationName): string => `${schema}.${name}`;

function described(view: ProjectView, node: ProjectAnalysis, there: ReadonlySet<string>): Analysis {
  const { name, description, tags, columns, dashboard, dependsOn } = node;
  return {
    name,
    ...headOf(node),
    description: description.trim(),
    tags,
    columns: columns.map((column) => ({
      name: column.name,
      description: column.description,
      type: column.dataType,
    })),
    reads: dependsOn.nodes,
    ready: dependsOn.nodes.every((id) => there.has(nameOf(relationOf(view, id)))),
    dashboard,
  };
}

/** What an analysis is called on a page, and whose it is. */
export function headOf({ name, fqn, dashboard }: ProjectAnalysis): Pick<Analysis, 'title' | 'domain'> {
  // fqn: project, `analysis`, the folders below analyses/, name.
  const domain = fqn[2] === name ? '' : (fqn[2] ?? '');
  return { title: dashboard?.title ?? readable(name, domain), domain };
}

function readable(name: string, domain: string): string {
  const words = name.replace(`${domain}__`, '').replaceAll(/_+/g, ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function relationOf(view: ProjectView, id: UniqueId): RelationName {
  const node = drawnNodes(view).get(id);
  const relation = view.compiler.relation(id);
  return node?.resourceType === 'source' ? bronzeTable(node, relation.database) : relation;
}

/** Undefined where there is no such analysis. */
export async function readAnalysisRows(
  source: ConsoleSource,
  name: string,
): Promise<AnalysisRows | undefined> {
  const view = await source.project();
  const node = view.project.analyses.find((one) => one.name === name);
  if (!node) return undefined;
  const sql = view.compiler.select(node.uniqueId);
  const started = source.now().getTime();
  const result = await source.warehouse.query(sql, { maxRows: SHOWN_ROWS + 1 });
  const ms = source.now().getTime() - started;
  const [localSql, asOf] = await Promise.all([source.localSql?.(sql), newestPublication(source, node)]);
  return { ...limitedRows(result, SHOWN_ROWS), name, sql, localSql, ms, asOf };
}

async function newestPublication(
  { store }: ConsoleSource,
  { dependsOn }: ProjectAnalysis,
): Promise<string | undefined> {
  const states = await readNodeStates(store);
  return dependsOn.nodes
    .flatMap((id) => states.get(id)?.publishedAt ?? [])
    .sort()
    .at(-1);
}

/** What a page filters by: `from` and `to` for the date, the others by column. Several values of one are alternatives. */
export interface RowFilters {
  readonly [name: string]: readonly string[];
}

/** The rows as CSV, filtered by the warehouse. Undefined where there is no such analysis; throws LH101 for an unknown filter. */
export async function readAnalysisCsv(
  source: ConsoleSource,
  name: string,
  filters: RowFilters,
): Promise<string | undefined> {
  const view = await source.project();
  const node = view.project.analyses.find((one) => one.name === name);
  if (!node) return undefined;
  const { conditions, binds } = conditionsOf(node, filters);
  const select = view.compiler.select(node.uniqueId);
  const sql =
    conditions.length === 0
      ? select
      : `select * from (\n${select}\n) as analysis_rows\nwhere ${conditions.join('\n  and ')}`;
  const result = await source.warehouse.query(sql, { binds, maxRows: DOWNLOADED_ROWS + 1 });
  if (result.rows.length > DOWNLOADED_ROWS) {
    const most = DOWNLOADED_ROWS.toLocaleString('en');
    fail(
      'LH101',
      `${name} has more than ${most} rows, which is too many for a download. Filter it, or export the table.`,
    );
  }
  return csv(result);
}

function conditionsOf(
  { name, dashboard }: ProjectAnalysis,
  filters: RowFilters,
): { readonly conditions: readonly string[]; readonly binds: readonly string[] } {
  const date = dashboard?.date;
  const columns = Object.keys(dashboard?.filters ?? {});
  const known = [...(date === undefined ? [] : ['from', 'to']), ...columns];
  const conditions: string[] = [];
  const binds: string[] = [];
  for (const [key, values] of Object.entries(filters)) {
    if (!known.includes(key)) {
      fail(
        'LH101',
        `${name} has no filter "${key}".${known.length > 0 ? ` It has: ${known.join(', ')}.` : ''}`,
      );
    }
    if (date !== undefined && (key === 'from' || key === 'to')) {
      const [day = ''] = values;
      if (!/^\d{4}-\d\d-\d\d$/.test(day))
        fail('LH101', `"${key}" is a date such as 2018-08-31, not "${day}".`);
      conditions.push(`${identifier(date.toUpperCase())} ${key === 'from' ? '>=' : '<='} ?::date`);
      binds.push(day);
    } else if (values.length > 0) {
      conditions.push(`${identifier(key.toUpperCase())} in (${values.map(() => '?').join(', ')})`);
      binds.push(...values);
    }
  }
  return { conditions, binds };
}
