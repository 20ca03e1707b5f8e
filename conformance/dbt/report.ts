import Table from 'cli-table3';
import pc from 'picocolors';
import { firstDifference } from './compare-sql';
import type { Difference } from './types';

const SHOWN = 5;

/** Counts by check, one line each. */
export function countsTable(rows: readonly (readonly [string, number, number])[]): string {
  const table = new Table({ head: ['check', 'equal', 'different'], style: { head: [], border: [] } });
  for (const [check, equal, different] of rows)
    table.push([check, equal, different === 0 ? '0' : pc.red(String(different))]);
  return table.toString();
}

/** The first differences, each with the place where the two sides part. */
export function showDifferences(differences: readonly Difference[]): string {
  const shown = differences.slice(0, SHOWN).map(({ id, what, dbt, ours }) => {
    const parts = what === 'sql' ? firstDifference(dbt, ours) : { dbt, ours };
    return `${pc.bold(id)} ${what}\n  dbt:  ${parts.dbt}\n  ours: ${parts.ours}`;
  });
  const rest = differences.length - shown.length;
  return [...shown, ...(rest > 0 ? [`… and ${rest} more`] : [])].join('\n');
}
