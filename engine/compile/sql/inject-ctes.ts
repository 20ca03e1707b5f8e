import { meaningful, sqlTokens } from './tokens';

export interface Cte {
  readonly name: string;
  readonly sql: string;
}

/** Puts CTEs before a SELECT's own, spaced as dbt spaces them. dbt/compilation.py: inject_ctes_into_sql */
export function injectCtes(sql: string, ctes: readonly Cte[]): string {
  if (ctes.length === 0) return sql;
  const injected = ctes.map((cte) => ` ${cte.name} as (\n${cte.sql}\n)`).join(', ');
  const [first, second] = meaningful(sqlTokens(sql));
  if (first?.text.toLowerCase() !== 'with') {
    const start = sql.length - sql.trimStart().length;
    return `${sql.slice(0, start)}with${injected} ${sql.slice(start)}`;
  }
  const last = second?.text.toLowerCase() === 'recursive' ? second : first;
  const end = last.offset + last.text.length;
  const next = end + (/^\s*/.exec(sql.slice(end))?.[0].length ?? 0);
  return `${sql.slice(0, next)}${injected}, ${sql.slice(next)}`;
}
