import { LakehouseError, type Problem } from '../engine/errors';

export type Environment = { readonly [name: string]: string | undefined };

/** Reads the variables of a function and collects what is wrong with them, to say all of it at once. */
export class Variables {
  private readonly problems: Problem[] = [];

  constructor(private readonly env: Environment) {}

  optional(name: string): string | undefined {
    return this.env[name]?.trim() || undefined;
  }

  required(name: string): string {
    const value = this.optional(name);
    if (value === undefined) this.refuse(`${name} is not set`);
    return value ?? '';
  }

  oneOf<T extends string>(name: string, values: readonly T[]): T {
    const value = this.optional(name);
    const found = values.find((one) => one === value);
    if (found !== undefined) return found;
    this.refuse(`${name} is ${JSON.stringify(value ?? '')} and should be ${values.join(' or ')}`);
    return values[0] as T;
  }

  /** A number above zero. */
  positive<T>(name: string, otherwise: T): number | T {
    const value = this.optional(name);
    if (value === undefined) return otherwise;
    const number = Number(value);
    if (!Number.isFinite(number) || number <= 0)
      this.refuse(`${name} is ${JSON.stringify(value)} and should be a number above 0`);
    return number;
  }

  refuse(what: string): void {
    this.problems.push({ code: 'LH562', message: `${what}: the template sets it, deploy again.` });
  }

  /** Throws LH562 with all that was found. */
  check(): void {
    if (this.problems.length > 0) throw new LakehouseError(this.problems);
  }
}
