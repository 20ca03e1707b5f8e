import Table from 'cli-table3';
import pc from 'picocolors';
import type { Check } from './check';
import { firstDifference } from './first-difference';
import type { Difference } from './types';

const SHOWN = 5;

/** One line a check. */
export function countsTable(checks: readonly Check[]): string {
  const table = new Table({
    head: ['check', 'equal', 'different'],
    style: { head: [], border: [], compact: true },
    colAligns: ['left', 'right', 'right'],
  });
  for (const { name, equal, differences } of checks) {
    table.push([name, equal, differences.length === 0 ? '0' : pc.red(String(differences.length))]);
  }
  return table.toString();
}

/** The first differences, each with the place where the two sides part. */
export function showDifferences(differences: readonly Difference[]): string {
  const shown = differences.slice(0, SHOWN).map(({ id, what, dbt, ours }) => {
    const parts = firstDifference(dbt, ours);
    return `${pc.bold(id)} ${what}\n  dbt:  ${parts.dbt}\n  ours: ${parts.ours}`;
  });
  const rest = differences.length - shown.length;
  return [...shown, ...(rest > 0 ? [`… and ${rest} more`] : [])].join('\n');
}
