import type { Environment } from '../emit/environment';
import { identifier } from '../emit/identifier';
import { simple, type Sql } from '../emit/sql';
import { refuse } from '../refusal';
import type { Expression } from '../syntax/ast';

/** `$2`, `t.$2`: the second column of a relation. https://docs.snowflake.com/en/sql-reference/sql/select */
export function positionExpression(node: Extract<Expression, { kind: 'place' }>, env: Environment): Sql {
  const label = node.qualifier.at(-1)?.text;
  const members = (env.scope.places ?? env.scope.members).filter(
    (member) => label === undefined || member.label === label,
  );
  const [member] = members;
  if (!member?.columns || members.length > 1)
    return refuse(
      `A column by position ($${node.index}) of ${members.length > 1 ? 'several relations' : 'a relation whose columns are not known'}`,
      node.at,
      'Name the column.',
    );
  const column = member.columns[node.index - 1];
  if (!column) return refuse(`$${node.index} of a relation of ${member.columns.length} columns`, node.at);
  if (member.columns.filter(({ name }) => name === column.name).length > 1)
    return refuse(`$${node.index} among columns of one name`, node.at, 'Give them names of their own.');
  const qualifier = member.label === undefined ? '' : `${identifier(member.label)}.`;
  return simple(`${qualifier}${identifier(column.name)}`, column.type, node.at);
}
