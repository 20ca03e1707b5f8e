import { COUNT_ROWS } from '../compat/catalog';
import type { Environment } from './emit/environment';
import { expression } from './expression';
import { query } from './query/query';
import { located, Refusal } from './refusal';
import { alter } from './statements/alter';
import { create } from './statements/create';
import { insert, remove, update } from './statements/dml';
import { comment, drop, truncate } from './statements/drop';
import { merge } from './statements/merge';
import { refuseStatement } from './statements/refused';
import { begin, commit, grant, rollback, set, unset, use } from './statements/session';
import { describe } from './statements/describe';
import { show } from './statements/show';
import type { Statement } from './statements/statement';
import { scopeOf } from './scope/scope';
import { query as readQuery } from './syntax/query';
import { Reader } from './syntax/reader';
import type { Translate, Translation, TranslationContext } from './types';

const select: Statement = (reader, env) => {
  const { text, columns } = query(readQuery(reader), env);
  return { kind: 'query', statements: [text], columns };
};

/** Statements by their first word; any other is refused. */
const STATEMENTS: Readonly<Record<string, Statement>> = {
  SELECT: select,
  WITH: select,
  VALUES: select,
  '(': select,
  INSERT: insert,
  UPDATE: update,
  DELETE: remove,
  MERGE: merge,
  TRUNCATE: truncate,
  CREATE: create,
  ALTER: alter,
  DROP: drop,
  COMMENT: comment,
  BEGIN: begin,
  START: begin,
  COMMIT: commit,
  ROLLBACK: rollback,
  USE: use,
  SET: set,
  UNSET: unset,
  GRANT: grant,
  REVOKE: grant,
  SHOW: show,
  DESCRIBE: describe,
  DESC: describe,
};

function translated(text: string, context: TranslationContext | undefined): Translation {
  const reader = new Reader(text, context?.variables);
  const first = reader.peek();
  const statement = first.kind === 'word' || first.kind === 'symbol' ? STATEMENTS[first.text] : undefined;
  if (!statement) {
    if (first.kind === 'end') return reader.unexpected('a statement');
    return refuseStatement(reader);
  }
  const env: Environment = {
    context,
    generates: false,
    scope: scopeOf([]),
    ctes: new Map(),
    expression,
    query,
  };
  const written = statement(reader, env);
  reader.take(';');
  if (reader.peek().kind !== 'end') reader.unexpected();
  return { ...written, statements: counting(written.statements), binds: reader.binds };
}

/** What shows numbers of rows has them counted first. */
const counting = (statements: readonly string[]): readonly string[] =>
  statements.some((text) => /sf\.(information_schema_tables|counted_tables)\(\)/.test(text))
    ? [COUNT_ROWS, ...statements]
    : statements;

/** Pure and quick (a fraction of a millisecond): whoever sends the same text often remembers its translation. */
export const translate: Translate = (text, context) => {
  try {
    return translated(text, context);
  } catch (error: unknown) {
    throw error instanceof Refusal ? located(error, text) : error;
  }
};
