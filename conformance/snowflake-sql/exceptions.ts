import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import type { RenderedStatement } from './statements';

/** What the two grammars say of a statement. */
export interface Opinion {
  readonly id: string;
  /** Null where it parses. */
  readonly sqlfluff: string | null;
  /** Likewise, of what is left without what an exception leaves out. */
  readonly rest?: string | null | undefined;
  readonly sqlglot: 'understood' | 'opaque' | 'refused';
  readonly reason: string | null;
}

const schema = z.array(
  z.strictObject({
    grammar: z.enum(['sqlfluff', 'sqlglot']),
    /** What the grammar does not know. */
    why: z.string().min(1),
    /** The page of Snowflake's documentation that has it. */
    proves: z.url(),
    /** Regular expression that the statement's text matches, as narrow as the thing is. */
    statement: z.string().min(1),
    /** The part that the grammar does not know: without it the statement must parse. @default all of it */
    leavingOut: z.string().min(1).optional(),
  }),
);

export type Exceptions = z.infer<typeof schema>;

export const readExceptions = (): Exceptions =>
  schema.parse(parse(readFileSync(join(__dirname, 'exceptions.yml'), 'utf8')) ?? []);

/** A statement without what exceptions leave out of it; undefined where there is nothing of it. */
export function restOf(sql: string, exceptions: Exceptions): string | undefined {
  const cut = exceptions.find(
    ({ statement, leavingOut }) => leavingOut !== undefined && new RegExp(statement, 'i').test(sql),
  )?.leavingOut;
  return cut === undefined ? undefined : sql.replace(new RegExp(cut, 'i'), '');
}

export interface Refusal {
  readonly id: string;
  readonly grammar: 'sqlfluff' | 'sqlglot';
  readonly reason: string;
}

/** The list is right when it has every refusal, and nothing that no grammar refuses any more. */
export function review(
  statements: readonly RenderedStatement[],
  opinions: readonly Opinion[],
  exceptions: Exceptions,
): { readonly unlisted: readonly Refusal[]; readonly over: readonly string[] } {
  const texts = new Map(statements.map(({ id, sql }) => [id, sql]));
  const rests = opinions.flatMap(({ id, rest }) =>
    typeof rest === 'string'
      ? [{ id, grammar: 'sqlfluff' as const, reason: `without the exception: ${rest}` }]
      : [],
  );
  const refusals = opinions.flatMap(({ id, sqlfluff, sqlglot, reason }): readonly Refusal[] => [
    ...(sqlfluff === null ? [] : [{ id, grammar: 'sqlfluff' as const, reason: sqlfluff }]),
    ...(sqlglot === 'refused' ? [{ id, grammar: 'sqlglot' as const, reason: reason ?? '' }] : []),
  ]);
  const covers = (exception: Exceptions[number], { id, grammar }: Refusal): boolean =>
    exception.grammar === grammar && new RegExp(exception.statement, 'i').test(texts.get(id) ?? '');
  return {
    unlisted: [
      ...refusals.filter((refusal) => !exceptions.some((exception) => covers(exception, refusal))),
      ...rests,
    ],
    over: exceptions
      .filter((exception) => !refusals.some((refusal) => covers(exception, refusal)))
      .map(({ grammar, why }) => `${grammar}: ${why}`),
  };
}
