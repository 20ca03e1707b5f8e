export {
  projectLineage,
  type ColumnOrigin,
  type LineageColumn,
  type LineageInput,
  type NodeLineage,
  type ProjectLineage,
} from './project';
export { traceColumn, type Trace, type TracedColumn, type TracedEdge } from './trace';
