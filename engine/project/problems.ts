import { LakehouseError, type ErrorCode, type Problem, type SourceLocation } from '../errors';

/** Collects a user's mistakes, so that one reading of the project reports all of them. */
export class Problems {
  private readonly found: Problem[] = [];

  add(code: ErrorCode, message: string, location?: SourceLocation, node?: string): void {
    this.found.push({ code, message, location, node });
  }

  /** What `read` answers, or undefined after its mistakes were taken down. Our own defects pass through. */
  attempt<T>(read: () => T): T | undefined {
    try {
      return read();
    } catch (e: unknown) {
      if (!(e instanceof LakehouseError)) throw e;
      this.found.push(...e.problems);
      return undefined;
    }
  }

  /** Throws everything found, in the order of files and lines; the same mistake once. */
  throwIfAny(): void {
    if (this.found.length === 0) return;
    const seen = new Set<string>();
    const once = this.found.filter((problem) => {
      const key = JSON.stringify(problem);
      return !seen.has(key) && seen.add(key);
    });
    throw new LakehouseError(once.sort(byPlace));
  }
}

function byPlace(a: Problem, b: Problem): number {
  const [left, right] = [a.location, b.location];
  if (!left || !right) return left ? 1 : right ? -1 : 0;
  if (left.file !== right.file) return left.file < right.file ? -1 : 1;
  return (left.line ?? 0) - (right.line ?? 0) || (left.column ?? 0) - (right.column ?? 0);
}
