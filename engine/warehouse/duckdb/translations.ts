import { Lookup, type Relation } from './lookup';
import type { Columns, TableDefinition, Translate, Translation } from './translate';

/** How the database answers what the translator asks. */
export interface Catalog {
  columns(relation: Relation): Promise<Columns>;
  definition?(relation: Relation): Promise<TableDefinition | undefined>;
  /** Throws where a table of the name must not be created. */
  creation?(relation: Relation): Promise<void>;
}

interface Answer {
  readonly about: keyof Catalog;
  readonly relation: Relation;
  readonly said: string;
}

interface Remembered {
  readonly translation: Translation;
  /** What the translator asked, and what it was told: the translation holds as long as that does. */
  readonly answers: readonly Answer[];
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
    catalog: Catalog,
    variables: ReadonlyMap<string, string> = new Map(),
  ): Promise<Translation> {
    const text = variables.size === 0 ? sql : `${sql}\0${JSON.stringify([...variables])}`;
    const lookups = {
      columns: new Lookup(catalog.columns),
      definition: new Lookup(catalog.definition),
      creation: new Lookup(catalog.creation),
    };
    const remembered = this.memory.get(text);
    if (remembered) {
      let holds = true;
      for (const { about, relation, said: before } of remembered.answers) {
        if (said(await lookups[about].look(relation)) !== before) holds = false;
      }
      if (holds) {
        this.memory.delete(text);
        this.memory.set(text, remembered);
        return remembered.translation;
      }
    }
    const { columns, definition, creation } = lookups;
    const all = [creation, definition, columns];
    for (;;) {
      let translation: Translation | undefined;
      try {
        translation = this.translate(sql, {
          variables,
          columns: columns.get,
          definition: definition.get,
          creation: creation.get,
        });
      } catch (error: unknown) {
        // With a column's type known it may be otherwise.
        if (all.every((lookup) => lookup.isComplete)) throw error;
      }
      if (translation && all.every((lookup) => lookup.isComplete)) {
        const answers = (['columns', 'definition', 'creation'] as const).flatMap((about) =>
          lookups[about].answers.map(({ relation, answer }) => ({ about, relation, said: said(answer) })),
        );
        this.remember(text, { translation, answers });
        return translation;
      }
      for (const lookup of all) await lookup.complete();
    }
  }

  private remember(sql: string, remembered: Remembered): void {
    this.memory.delete(sql);
    this.memory.set(sql, remembered);
    const [oldest] = this.memory.keys();
    if (this.memory.size > this.capacity && oldest !== undefined) this.memory.delete(oldest);
  }
}
