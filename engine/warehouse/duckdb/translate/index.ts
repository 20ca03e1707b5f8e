export { supportedFunctions } from './functions/call';
export { ROW_TIMESTAMP_COLUMN } from './query/hidden';
export { createTranslator, translate } from './translate';
export type { Translate, Translation, TranslationContext } from './types';
