/** A relation by its parts, as a statement names it. */
export type Relation = readonly string[];

/** What is known of relations: it answers at once, and takes down what it has to look up first. */
export class Lookup<A> {
  private readonly known = new Map<string, { readonly relation: Relation; readonly answer: A | undefined }>();
  private readonly asked = new Map<string, Relation>();

  constructor(private readonly find: ((relation: Relation) => Promise<A>) | undefined) {}

  /** Undefined also where it is not known yet. */
  readonly get = (relation: Relation): A | undefined => {
    const key = relation.join('\0');
    const known = this.known.get(key);
    if (!known) this.asked.set(key, relation);
    return known?.answer;
  };

  get isComplete(): boolean {
    return this.asked.size === 0;
  }

  /** Finds out what was asked for. */
  async complete(): Promise<void> {
    for (const relation of this.asked.values()) await this.look(relation);
    this.asked.clear();
  }

  async look(relation: Relation): Promise<A | undefined> {
    const answer = await this.find?.(relation);
    this.known.set(relation.join('\0'), { relation, answer });
    return answer;
  }

  get answers(): readonly { readonly relation: Relation; readonly answer: A | undefined }[] {
    return [...this.known.values()];
  }
}
