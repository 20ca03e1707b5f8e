import type { Columns, TableDefinition, Translate, Translation } from './translate';

/** A relation by its parts, as a statement names it. */
type Relation = readonly string[];
export type Describe = (relation: Relation) => Promise<Columns>;
export type Define = (relation: Relation) => Promise<TableDefinition | undefined>;

/** What the translator wants to know, and what it was told. */
interface Question {
  readonly about: 'columns' | 'definition';
  readonly relation: Relation;
}

interface Remembered {
  readonly translation: Translation;
  /** What the translator asked, and what it was told: the translation holds as long as that does. */
  readonly answers: readonly (readonly [Question, string])[];
}

const said = (answer: unknown): string => JSON.stringify(answer) ?? '';

/**
 * Brings together a translator that wants to know the columns of relations at once and a database that has to be asked:
 * what a statement's first translation asked about is looked up, and then it is translated again. The last statements
 * are remembered by their text.
 */
export class Translations {
  private readonly memory = new Map<string, Remembered>();

  constructor(
    private readonly translate: Translate,
    private readonly capacity = 500,
  ) {}

  async of(
    sql: string,
    describe: Describe,
    define?: Define,
    variables: ReadonlyMap<string, string> = new Map(),
  ): Promise<Translation> {
    const text = variables.size === 0 ? sql : `${sql}\0${JSON.stringify([...variables])}`;
    const columns = new Map<string, { readonly question: Question; readonly answer: Columns }>();
    const definitions = new Map<
      string,
      { readonly question: Question; readonly answer: TableDefinition | undefined }
    >();
    const look = async (question: Question): Promise<unknown> => {
      const key = keyOf(question.relation);
      if (question.about === 'columns') {
        const answer = await describe(question.relation);
        columns.set(key, { question, answer });
        return answer;
      }
      const answer = await define?.(question.relation);
      definitions.set(key, { question, answer });
      return answer;
    };
    const remembered = this.memory.get(text);
    if (remembered) {
      let holds = true;
      for (const [question, answer] of remembered.answers) {
        if (said(await look(question)) !== answer) holds = false;
      }
      if (holds) {
        this.memory.delete(text);
        this.memory.set(text, remembered);
        return remembered.translation;
      }
    }
    for (;;) {
      const asked = new Map<string, Question>();
      const ask = (about: Question['about'], relation: Relation): undefined => {
        asked.set(`${about} ${keyOf(relation)}`, { about, relation });
      };
      let translation: Translation | undefined;
      try {
        translation = this.translate(sql, {
          variables,
          columns: (relation) => {
            const known = columns.get(keyOf(relation));
            return known ? known.answer : ask('columns', relation);
          },
          definition: (relation) => {
            const known = definitions.get(keyOf(relation));
            return known ? known.answer : ask('definition', relation);
          },
        });
      } catch (error: unknown) {
        // With a column's type known it may be otherwise.
        if (asked.size === 0) throw error;
      }
      if (translation && asked.size === 0) {
        const answers = [...columns.values(), ...definitions.values()].map(
          ({ question, answer }) => [question, said(answer)] as const,
        );
        this.remember(text, { translation, answers });
        return translation;
      }
      for (const question of asked.values()) await look(question);
    }
  }

  private remember(sql: string, remembered: Remembered): void {
    this.memory.delete(sql);
    this.memory.set(sql, remembered);
    const [oldest] = this.memory.keys();
    if (this.memory.size > this.capacity && oldest !== undefined) this.memory.delete(oldest);
  }
}

const keyOf = (relation: Relation): string => relation.join('\0');
