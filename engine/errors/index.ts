export { catalogue, type CatalogueEntry, type ErrorCode } from './catalogue';
export {
  fail,
  formatLocation,
  formatProblem,
  LakehouseError,
  type Problem,
  type SourceLocation,
} from './problem';
export { suggestion } from './suggestion';
export { codeOf, messageOf } from './cause';
