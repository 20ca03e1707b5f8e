/**
 * The order of commits: METADATA$ROW_LAST_COMMIT_TIME of a commit is later than that of every commit before it, also
 * where the machine's clock stands still or goes back. A commit takes its time while it alone may commit, so that a
 * reader that has seen a time has seen every row of an earlier one.
 */
export class Commits {
  private last: bigint;
  private tail: Promise<unknown> = Promise.resolve();

  /** @param last microseconds since 1970 of the latest commit in the database */
  constructor(
    private readonly clock: () => Date,
    last: bigint,
  ) {
    this.last = last;
  }

  /** Runs one commit at a time; `commit` gets its time in microseconds since 1970. */
  inOrder<T>(commit: (micros: bigint) => Promise<T>): Promise<T> {
    const run = this.tail.then(() => {
      const now = BigInt(this.clock().getTime()) * 1000n;
      this.last = now > this.last ? now : this.last + 1n;
      return commit(this.last);
    });
    this.tail = run.catch(() => undefined);
    return run;
  }
}
