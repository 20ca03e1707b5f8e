import type { Compiler } from '../compile/types';
import { LakehouseError } from '../errors';
import type { Graph } from '../graph/types';
import type { Project, UniqueId } from '../project/types';
import { query as readQuery } from '../warehouse/duckdb/translate/syntax/query';
import { Reader } from '../warehouse/duckdb/translate/syntax/reader';
import { Refusal } from '../warehouse/duckdb/translate/refusal';
import { originOf, tableColumn, type DerivedColumn, type ValueVia } from './derivation';
import { deriveQuery } from './query';

/** `condition`: it decides only which rows there are. */
export type Via = ValueVia | 'condition';

export interface ColumnOrigin {
  readonly node: UniqueId;
  /** As the warehouse stores it. */
  readonly column: string;
  readonly via: Via;
}

export interface LineageColumn {
  readonly name: string;
  /** Columns of the tables that the model reads itself. */
  readonly origins: readonly ColumnOrigin[];
  /** Why its origin is not known; what is in `origins` is then not all. */
  readonly unknown?: string | undefined;
}

/** Of a node: its columns, or why they are not known. */
export type NodeLineage =
  | { readonly columns: readonly LineageColumn[] }
  | { readonly columns: readonly []; readonly unknown: string };

export type ProjectLineage = ReadonlyMap<UniqueId, NodeLineage>;

export interface LineageInput {
  readonly project: Project;
  readonly graph: Graph;
  readonly compiler: Compiler;
  /** Names of the columns of a source's table. */
  readonly sourceColumns: (source: UniqueId) => readonly string[] | undefined;
}

/** A bronze table has it beside the columns that are declared. */
const COMMIT_TIME = 'METADATA$ROW_LAST_COMMIT_TIME';

/**
 * Where the columns of every source, model and snapshot come from, as their SQL says: each by the columns of the tables that its
 * own SQL reads, in the order of the graph, so that a `*` is told column by column. Models without a table of their own are seen
 * through by whoever reads them. Pure.
 */
export function projectLineage({ project, graph, compiler, sourceColumns }: LineageInput): ProjectLineage {
  const lineage = new Map<UniqueId, NodeLineage>();
  const tables = new Map<string, UniqueId>();
  const keyOf = (id: UniqueId): string => {
    const { database, schema, name } = compiler.relation(id);
    return [database, schema, name].join('.');
  };
  const built = new Map([...project.models, ...project.snapshots].map((node) => [node.uniqueId, node]));
  for (const { uniqueId } of project.sources) {
    const columns = sourceColumns(uniqueId)?.map((name): LineageColumn => ({ name, origins: [] }));
    lineage.set(uniqueId, columns ? { columns } : { columns: [], unknown: 'its columns are not declared' });
    tables.set(keyOf(uniqueId), uniqueId);
  }
  const columnsOf = (path: readonly string[]): readonly DerivedColumn[] | undefined => {
    const table = path.join('.');
    const id = tables.get(table);
    const known = id === undefined ? undefined : lineage.get(id);
    if (!known || 'unknown' in known) return undefined;
    const names = known.columns.map(({ name }) => name);
    const hidden = id?.startsWith('source.') ? [COMMIT_TIME] : [];
    return [...names, ...hidden].map((column) => ({ name: column, ...tableColumn({ table, column }) }));
  };
  for (const id of graph.order) {
    const node = built.get(id);
    if (!node) continue;
    if (node.resourceType === 'snapshot' || node.config.materialized !== 'ephemeral')
      tables.set(keyOf(id), id);
    const found = linesOf(compiler.select(id), columnsOf, tables);
    const own = node.resourceType === 'snapshot' ? SNAPSHOT_COLUMNS : [];
    lineage.set(id, 'unknown' in found ? found : { columns: [...found.columns, ...own] });
  }
  return lineage;
}

/** What a snapshot adds to the columns of its SELECT. */
const SNAPSHOT_COLUMNS: readonly LineageColumn[] = [
  'DBT_SCD_ID',
  'DBT_UPDATED_AT',
  'DBT_VALID_FROM',
  'DBT_VALID_TO',
].map((name) => ({ name, origins: [], unknown: 'a snapshot keeps it itself' }));

function linesOf(
  sql: string,
  columnsOf: (path: readonly string[]) => readonly DerivedColumn[] | undefined,
  tables: ReadonlyMap<string, UniqueId>,
): NodeLineage {
  try {
    const made = deriveQuery(readQuery(new Reader(sql)), columnsOf);
    if (made.unknown !== undefined) return { columns: [], unknown: made.unknown };
    const { conditions, unknown: notAll } = made.rows;
    return {
      columns: made.columns.map((column) => ({
        name: column.name,
        unknown: column.unknown ?? notAll,
        origins: [
          ...[...column.values].map(([key, via]) => ({ key, via })),
          ...[...new Set([...column.conditions, ...conditions])]
            .filter((key) => !column.values.has(key))
            .map((key) => ({ key, via: 'condition' as const })),
        ].flatMap(({ key, via }): ColumnOrigin[] => {
          const { table, column: name } = originOf(key);
          const node = tables.get(table);
          return node === undefined ? [] : [{ node, column: name, via }];
        }),
      })),
    };
  } catch (e: unknown) {
    // A construct that the parser does not know: said of the model, and not of the whole project.
    if (e instanceof Refusal || e instanceof LakehouseError) return { columns: [], unknown: e.message };
    throw e;
  }
}
