/** One statement of a deploy. */
export interface Step {
  /** What it is about: `schema`, `grant`, `pipe`, … */
  readonly kind: string;
  readonly name: string;
  /** The role that sends it, and owns what it makes. */
  readonly role: string;
  readonly sql: string;
}
