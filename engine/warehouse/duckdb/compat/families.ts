import { aggregates } from './aggregates';
import { arrays } from './arrays';
import { catalog } from './catalog';
import { dateNumbers } from './date-numbers';
import { dates } from './dates';
import { dateTexts } from './date-texts';
import { division } from './division';
import { encodings } from './encodings';
import { errors } from './errors';
import { flatten } from './flatten';
import { lists } from './lists';
import { jsonText } from './json-text';
import { numbers } from './numbers';
import { numberFormatParts, numberFormats } from './number-formats';
import { objects } from './objects';
import { semistructured } from './semistructured';
import { similarity } from './similarity';
import { text } from './text';
import { textForms } from './text-forms';
import { urls } from './urls';

/** All macro families, each after those whose macros it uses: DuckDB looks a macro's functions up when it is created. */
export const families: readonly (readonly string[])[] = [
  errors,
  lists,
  division,
  numbers,
  textForms,
  dateTexts,
  dateNumbers,
  dates,
  semistructured,
  objects,
  aggregates,
  jsonText,
  text,
  numberFormatParts,
  numberFormats,
  encodings,
  similarity,
  urls,
  arrays,
  flatten,
  catalog,
];
