import type { Environment } from '../emit/environment';
import { identifier, name } from '../emit/identifier';
import type { Sql } from '../emit/sql';
import { unified } from '../expressions/conditional';
import { unreadable } from '../refusal';
import type { CompiledRelation } from './relation';
import type { Alias, Expression } from '../syntax/ast';

/** `(VALUES …) AS t (COLUMN1, …)`: the columns are COLUMN1 and so on. https://docs.snowflake.com/en/sql-reference/constructs/values */
export function values(
  rows: readonly (readonly Expression[])[],
  alias: Alias | undefined,
  env: Environment,
): CompiledRelation {
  const compiled = rows.map((row) => row.map((item) => env.expression(item, env)));
  const width = compiled[0]?.length ?? 0;
  compiled.forEach((row, index) => {
    if (row.length !== width)
      unreadable(
        `Row ${index + 1} of VALUES has ${row.length} values, the first has ${width}.`,
        rows[index]?.[0]?.at ?? 0,
      );
  });
  const cells = Array.from({ length: width }, (_unused, index) =>
    unified(
      compiled.map((row) => row[index]).filter((item): item is Sql => item !== undefined),
      'A column of VALUES',
    ),
  );
  const columns = cells.map(({ type, decimal }, index) => ({
    name: alias?.columns[index]?.text ?? `COLUMN${index + 1}`,
    type,
    decimal,
  }));
  const text = compiled.map((_row, row) => `(${cells.map(({ texts }) => texts[row]).join(', ')})`).join(', ');
  const names = columns.map((column) => identifier(column.name)).join(', ');
  return {
    text: `(VALUES ${text}) AS ${alias ? name(alias.name) : '_VALUES'} (${names})`,
    members: [{ label: alias?.name.text, columns }],
  };
}
