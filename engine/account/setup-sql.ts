import { relationText } from '../warehouse/identifier';
import type { Requirement } from './requirement';
import { statementsOf } from './statements';

export interface SetupSqlOptions {
  readonly environment: string;
  readonly requirements: readonly Requirement[];
}

const TITLES: { readonly [kind in Requirement['kind']]: string } = {
  'resource monitor': 'Credits of the warehouses',
  warehouse: 'Warehouses: asleep after a minute, under the resource monitor',
  role: 'Roles',
  'role grant': 'Who has which role',
  'database role grant': "Snowflake's own views of usage and of statements",
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
    '-- Afterwards nobody needs ACCOUNTADMIN: deploys, runs and the monitor log in as the service users below.',
    'USE ROLE ACCOUNTADMIN;',
  ];
  let before: Requirement['kind'] | undefined;
  for (const requirement of requirements) {
    if (requirement.kind !== before) lines.push('', `-- ${TITLES[requirement.kind]}`);
    before = requirement.kind;
    lines.push(...statementsOf(requirement).map((sql) => `${sql};`));
  }
  const budgets = requirements.filter((one) => one.kind === 'budget');
  for (const { name } of budgets)
    lines.push(
      '',
      '-- Who is told when the budget will be exceeded; each address must be verified in Snowflake first.',
      `-- CALL ${relationText(name)}!SET_EMAIL_NOTIFICATIONS('you@example.com');`,
    );
  return `${lines.join('\n')}\n`;
}
