export { supportedFunctions } from './functions/call';
export { ROW_TIMESTAMP_COLUMN } from './query/star';
export type { Columns, TypedColumn } from './scope/columns';
export { translate } from './translate';
export type { TableDefinition, Translate, Translation, TranslationContext } from './types';
