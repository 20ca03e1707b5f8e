/** A time of commit: microseconds since 1970. */
export type CommitTime = bigint;

/**
 * The times of commits, METADATA$ROW_LAST_COMMIT_TIME: no two are the same, and in each table a later commit has a
 * later time, also where the machine's clock stands still or goes back. As in Snowflake, times are not for comparing
 * between tables. https://docs.snowflake.com/en/user-guide/data-engineering/row-timestamps
 *
 * A transaction takes its time when it writes its first rows, since giving a million rows their time afterwards
 * doubles the cost of the load; where another transaction has committed to the same table meanwhile, it takes a new one.
 */
export class Commits {
  private last: CommitTime;
  private readonly latest = new Map<string, CommitTime>();
  private tail: Promise<unknown> = Promise.resolve();

  /** @param last time of the latest commit in the database */
  constructor(
    private readonly clock: () => Date,
    last: CommitTime,
  ) {
    this.last = last;
  }

  next(): CommitTime {
    const now = BigInt(this.clock().getTime()) * 1000n;
    this.last = now > this.last ? now : this.last + 1n;
    return this.last;
  }

  /**
   * Runs one commit at a time. `commit` gets the time to commit with: `taken`, unless one of the tables has a commit
   * that is later.
   */
  inOrder(
    tables: readonly string[],
    taken: CommitTime | undefined,
    commit: (time: CommitTime) => Promise<void>,
  ): Promise<void> {
    const run = this.tail.then(async () => {
      const overtaken = tables.some((table) => (this.latest.get(table) ?? 0n) > (taken ?? 0n));
      const time = taken === undefined || overtaken ? this.next() : taken;
      await commit(time);
      for (const table of tables) this.latest.set(table, time);
    });
    this.tail = run.catch(() => undefined);
    return run;
  }
}
