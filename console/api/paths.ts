/** Values of a query string; those that are undefined are left out. */
export type Query = { readonly [name: string]: string | number | boolean | readonly string[] | undefined };

function withQuery(path: string, query: Query): string {
  const pairs = Object.entries(query).flatMap(([name, value]) => {
    if (value === undefined) return [];
    const values = typeof value === 'object' ? value : [String(value)];
    return values.map((one) => `${encodeURIComponent(name)}=${encodeURIComponent(one)}`);
  });
  return pairs.length === 0 ? path : `${path}?${pairs.join('&')}`;
}

const part = encodeURIComponent;

export interface Paging {
  /** @default 0 */
  readonly offset?: number | undefined;
  /** At most 500. @default 100 */
  readonly limit?: number | undefined;
}

export interface FilesQuery extends Paging {
  readonly domain?: string | undefined;
  readonly dataset?: string | undefined;
  readonly status?: string | undefined;
}

export interface ErrorsQuery extends Paging {
  readonly domain?: string | undefined;
  readonly dataset?: string | undefined;
  readonly reason?: string | undefined;
}

/** Every path of the server, with what it answers. */
export const paths = {
  /** `About` */
  about: '/api/about',
  /** `Graph` */
  graph: '/api/graph',
  /** `SearchResult[]`, at most 50 */
  search: (q: string) => withQuery('/api/search', { q }),
  /** `NodeDetails` */
  node: (id: string) => `/api/nodes/${part(id)}`,
  /** `ColumnLineage` */
  columns: (id: string, column: string) => `/api/nodes/${part(id)}/columns/${part(column)}/lineage`,
  /** `Rows`: the first rows of the table */
  sample: (id: string, limit?: number) => withQuery(`/api/nodes/${part(id)}/rows`, { limit }),
  /** `FailingRows`, of the newest run that kept some where none is given */
  failingRows: (test: string, run?: string) => withQuery(`/api/tests/${part(test)}/failing-rows`, { run }),
  /** GET: `Page<RunSummary>`, the newest first. POST a `StartRun`: `Started` */
  runs: (paging: Paging = {}) => withQuery('/api/runs', { ...paging }),
  /** `RunDetails` */
  run: (runId: string) => `/api/runs/${part(runId)}`,
  /** `Ingest` */
  ingest: '/api/ingest',
  /** `Page<LakeFile>` */
  files: (query: FilesQuery = {}) => withQuery('/api/ingest/files', { ...query }),
  /** `Page<LoadError>` */
  loadErrors: (query: ErrorsQuery = {}) => withQuery('/api/ingest/errors', { ...query }),
  /** `QuarantinedRows` */
  quarantine: (id: string, reason: string) => withQuery('/api/ingest/quarantine', { node: id, reason }),
  /** `Reconciled[]` */
  reconcile: '/api/ingest/reconcile',
  /** `Quality` */
  quality: '/api/quality',
  /** `Analysis[]` */
  analyses: '/api/analyses',
  /** `AnalysisRows` */
  analysis: (name: string) => `/api/analyses/${part(name)}`,
  /** The same rows as CSV: `from` and `to` for the date of its dashboard, values of its filters by column, a list by repeating it */
  download: (name: string, filters: Query = {}) => withQuery(`/api/analyses/${part(name)}/rows.csv`, filters),
  /** Server-sent events: see `LiveState` */
  live: '/api/live',
} as const;
