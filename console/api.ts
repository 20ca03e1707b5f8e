/**
 * The contract between the console's server and its page: plain JSON types, and the paths that answer with them.
 * Imports nothing, so that the page takes it as it is.
 *
 * Times are ISO 8601 in UTC, durations milliseconds unless a name says otherwise. A property that is not known is left out
 * of the JSON. Every answer that is not 2xx is a `Failure`.
 */
export type * from './api/about';
export type * from './api/graph';
export type * from './api/node';
export type * from './api/columns';
export type * from './api/runs';
export type * from './api/ingest';
export type * from './api/quality';
export type * from './api/analyses';
export type * from './api/live';
export { paths } from './api/paths';
