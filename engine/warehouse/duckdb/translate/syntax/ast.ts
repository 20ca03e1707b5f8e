/**
 * What the parser understands of Snowflake's grammar, and all that the rewrites have to handle: every `kind` is
 * handled in an exhaustive switch, so what is not listed here cannot reach DuckDB.
 */
export type { DataType, Name, Path } from './ast/name';
export type * from './ast/call';
export type * from './ast/expression';
export type * from './ast/relation';
export type * from './ast/query';
