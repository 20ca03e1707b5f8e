import type { Session } from '../../engine/warehouse/port';
import { casesOf, runCase, type Outcome, type SnowflakeCase } from './snowflake-cases';

type Counts = { [verdict in Outcome['verdict']]: number };

export interface TableOptions {
  readonly families: readonly string[];
  /** Called for every case, in order. */
  readonly onOutcome: (item: SnowflakeCase, outcome: Outcome) => void;
  readonly print: (line: string) => void;
}

const line = (...cells: readonly (string | number)[]): string =>
  cells.map((cell, index) => (index === 0 ? String(cell).padEnd(14) : String(cell).padStart(10))).join('');

/** Runs the cases and prints how many of each family are equal, refused and different. */
export async function printCaseTable(session: Session, options: TableOptions): Promise<Counts> {
  const totals: Counts = { equal: 0, refused: 0, different: 0 };
  options.print(line('family', 'equal', 'refused', 'different'));
  for (const family of options.families) {
    const counts: Counts = { equal: 0, refused: 0, different: 0 };
    for (const item of casesOf(family)) {
      const outcome = await runCase(session, item);
      counts[outcome.verdict] += 1;
      totals[outcome.verdict] += 1;
      options.onOutcome(item, outcome);
    }
    options.print(line(family, counts.equal, counts.refused, counts.different));
  }
  options.print(line('all', totals.equal, totals.refused, totals.different));
  return totals;
}
