import type { Environment } from './emit/environment';
import { expression } from './expression';
import { query } from './query/query';
import { located, Refusal, refuse } from './refusal';
import { alter } from './statements/alter';
import { create } from './statements/create';
import { insert, remove, update } from './statements/dml';
import { comment, drop, truncate } from './statements/drop';
import { merge } from './statements/merge';
import { begin, commit, grant, rollback, use } from './statements/session';
import { describe, show } from './statements/show';
import type { Statement } from './statements/statement';
import { query as readQuery } from './syntax/query';
import { Reader } from './syntax/reader';
import type { Translate, Translation, TranslationContext } from './types';

const select: Statement = (reader, env) => ({ kind: 'query', statements: [query(readQuery(reader), env)] });

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
  GRANT: grant,
  REVOKE: grant,
  SHOW: show,
  DESCRIBE: describe,
  DESC: describe,
};

function translated(text: string, context: TranslationContext | undefined): Translation {
  const reader = new Reader(text);
  const first = reader.peek();
  const statement = first.kind === 'word' || first.kind === 'symbol' ? STATEMENTS[first.text] : undefined;
  if (!statement) {
    if (first.kind === 'end') return reader.unexpected('a statement');
    return refuse(`The statement ${first.text}`, first.start);
  }
  const env: Environment = { context, generates: false, expression, query };
  const written = statement(reader, env);
  reader.take(';');
  if (reader.peek().kind !== 'end') reader.unexpected();
  return { ...written, binds: reader.binds };
}

interface Remembered {
  readonly translation: Translation;
  /** What the context was asked, and said: the translation holds as long as it says the same. */
  readonly answers: readonly (readonly [readonly string[], boolean])[];
}

/** A translator that remembers the last statements by their text. */
export function createTranslator(capacity = 500): Translate {
  const memory = new Map<string, Remembered>();
  return (text, context) => {
    const known = memory.get(text);
    if (
      known?.answers.every(([relation, answer]) => (context?.hasRowTimestamp(relation) ?? false) === answer)
    ) {
      memory.delete(text);
      memory.set(text, known);
      return known.translation;
    }
    const answers: (readonly [readonly string[], boolean])[] = [];
    const asking: TranslationContext = {
      hasRowTimestamp: (relation) => {
        const answer = context?.hasRowTimestamp(relation) ?? false;
        answers.push([relation, answer]);
        return answer;
      },
    };
    const translation = attempt(text, asking);
    memory.set(text, { translation, answers });
    const [oldest] = memory.keys();
    if (memory.size > capacity && oldest !== undefined) memory.delete(oldest);
    return translation;
  };
}

function attempt(text: string, context: TranslationContext): Translation {
  try {
    return translated(text, context);
  } catch (error: unknown) {
    throw error instanceof Refusal ? located(error, text) : error;
  }
}

export const translate: Translate = createTranslator();
