import type { Columns, Translate, Translation } from './translate';

/** A relation by its parts, as a statement names it. */
type Relation = readonly string[];
export type Describe = (relation: Relation) => Promise<Columns>;

interface Remembered {
  readonly translation: Translation;
  /** The relations that the translator asked about, and what it was told: the translation holds as long as that does. */
  readonly answers: ReadonlyMap<string, { readonly relation: Relation; readonly said: string }>;
}

const said = (columns: Columns): string => JSON.stringify(columns) ?? '';

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

  async of(sql: string, describe: Describe): Promise<Translation> {
    const known = new Map<string, { readonly relation: Relation; readonly columns: Columns }>();
    const look = async (relation: Relation): Promise<void> => {
      known.set(keyOf(relation), { relation, columns: await describe(relation) });
    };
    const remembered = this.memory.get(sql);
    if (remembered) {
      const answers = [...remembered.answers.values()];
      for (const { relation } of answers) await look(relation);
      if (answers.every((answer) => said(known.get(keyOf(answer.relation))?.columns) === answer.said)) {
        this.memory.delete(sql);
        this.memory.set(sql, remembered);
        return remembered.translation;
      }
    }
    for (;;) {
      const asked = new Map<string, Relation>();
      const columns = (relation: Relation): Columns => {
        const answer = known.get(keyOf(relation));
        if (!answer) asked.set(keyOf(relation), relation);
        return answer?.columns;
      };
      let translation: Translation | undefined;
      try {
        translation = this.translate(sql, { columns });
      } catch (error: unknown) {
        // With a column's type known it may be otherwise.
        if (asked.size === 0) throw error;
      }
      if (translation && asked.size === 0) {
        const answers = [...known].map(
          ([key, { relation, columns: found }]) => [key, { relation, said: said(found) }] as const,
        );
        this.remember(sql, { translation, answers: new Map(answers) });
        return translation;
      }
      for (const relation of asked.values()) await look(relation);
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
