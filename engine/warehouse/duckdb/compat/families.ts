import { catalog } from './catalog';
import { dates } from './dates';
import { division } from './division';
import { errors } from './errors';
import { flatten } from './flatten';
import { numbers } from './numbers';
import { semistructured } from './semistructured';
import { text } from './text';
import { textForms } from './text-forms';

/** All macro families, each after those whose macros it uses: DuckDB looks a macro's functions up when it is created. */
export const families: readonly (readonly string[])[] = [
  errors,
  division,
  numbers,
  textForms,
  dates,
  semistructured,
  text,
  flatten,
  catalog,
];
