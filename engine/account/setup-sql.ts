import { identifier, relationText } from '../warehouse/identifier';
import type { Requirement } from './requirement';
import { statementsOf } from './statements';

export interface SetupSqlOptions {
  readonly environment: string;
  readonly requirements: readonly Requirement[];
}

const TITLES: { readonly [kind in Requirement['kind']]: string } = {
  warehouse: 'Warehouses: asleep after a minute',
  'resource monitor': 'Credits of the warehouses a month: at the quota they are suspended',
  metering: 'Which warehouses count',
  role: 'Roles',
  'role grant': 'Who has which role',
  'database role grant':
    "Snowflake's own views of usage and of statements, which are those of the whole account",
  database: 'The database',
  schema: 'Schemas',
  grant: 'What each role may do outside of the schemas, which setup owns',
  user: 'Service users',
  budget: 'Credits of all of it, pipes too',
};

/** The one block that an account administrator runs before the first deploy, and may run again at any time. */
export function setupSql({ environment, requirements }: SetupSqlOptions): string {
  const lines = [
    `-- What the lakehouse "${environment}" needs of a Snowflake account. Run it as a whole; running it again changes nothing.`,
    '-- Afterwards nobody needs ACCOUNTADMIN but to change limits of credits: deploys, runs and the monitor log in as the',
    '-- service users below, who belong to USERADMIN as the roles do, and the warehouses belong to SYSADMIN.',
  ];
  let before: Requirement['kind'] | undefined;
  for (const requirement of requirements) {
    if (requirement.kind !== before) lines.push('', `-- ${TITLES[requirement.kind]}`);
    before = requirement.kind;
    lines.push(...statementsOf(requirement).map((sql) => `${sql};`));
  }
  for (const one of requirements)
    if (one.kind === 'grant' && one.toMake !== undefined)
      lines.push(
        '',
        `-- The right to make integrations is one for all kinds of them. After the first deploy, which makes ${one.toMake},`,
        '-- no deploy needs it any more:',
        `-- REVOKE ${one.privileges.join(', ')} ON ACCOUNT FROM ROLE ${identifier(one.to)};`,
      );
  const budgets = requirements.filter((one) => one.kind === 'budget');
  for (const { name } of budgets)
    lines.push(
      '',
      '-- Who is told when the budget will be exceeded; each address must be verified in Snowflake first.',
      `-- CALL ${relationText(name)}!SET_EMAIL_NOTIFICATIONS('you@example.com');`,
    );
  return `${withoutIdleRoles(lines).join('\n')}\n`;
}

/** Without changes of the role that no statement follows, or that change nothing. */
function withoutIdleRoles(lines: readonly string[]): readonly string[] {
  let role = '';
  let wanted = 'USE ROLE ACCOUNTADMIN;';
  return lines.flatMap((line) => {
    const isStatement = line !== '' && !line.startsWith('--');
    if (isStatement && line.startsWith('USE ROLE ')) {
      wanted = line;
      return [];
    }
    if (!isStatement || wanted === role) return [line];
    role = wanted;
    return [role, line];
  });
}
