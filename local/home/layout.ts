import { isAbsolute, join, resolve } from 'node:path';

/** Where the files of a local lakehouse lie. All paths are absolute. */
export interface HomeLayout {
  readonly home: string;
  /** The DuckDB file: opened by the owner process alone. */
  readonly database: string;
  /** The lake as a directory: its keys start with `bronze/`. */
  readonly lake: string;
  /** What `generate` and `demo` make, one folder a domain. */
  readonly input: string;
  /** Write-ahead files of the event stream's local delivery. */
  readonly delivery: string;
  /** manifest.json and run_results.json. */
  readonly target: string;
  /** The project as it was read last. May be removed at any time. */
  readonly projectCache: string;
  /** Who owns the database now, and where it listens. */
  readonly ownerRecord: string;
  readonly ownerLog: string;
}

export function homeLayout(home: string): HomeLayout {
  if (!isAbsolute(home)) throw new Error(`not an absolute path: ${home}`);
  const root = resolve(home);
  return {
    home: root,
    database: join(root, 'lakehouse.duckdb'),
    lake: join(root, 'lake'),
    input: join(root, 'input'),
    delivery: join(root, 'delivery'),
    target: join(root, 'target'),
    projectCache: join(root, 'cache', 'project'),
    ownerRecord: join(root, 'owner.json'),
    ownerLog: join(root, 'owner.log'),
  };
}
