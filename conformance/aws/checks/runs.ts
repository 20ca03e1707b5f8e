import type { Json } from '../../../engine/project/types';
import { prefixOf, snowflakeNamesOf } from '../../../lambdas/deployment/contract';
import type { Api } from '../api';
import { fail, lakehouse, loggedIn, type Check, type Context } from './check';

export const run: Check = async (context) => {
  await lakehouse(context, 'build');
  const gold = JSON.parse(
    await lakehouse(
      context,
      ...['query', 'select count(*) as customers from gold_crm_erp.dim_customers', '--json'],
    ),
  ) as unknown;
  return `gold_crm_erp.dim_customers: ${JSON.stringify(gold)}`;
};

interface Execution {
  readonly status: string;
  readonly executionArn: string;
}

export const machine: Check = async ({ api, environment }) => {
  const { stateMachines } = await api<{
    readonly stateMachines: readonly { readonly stateMachineArn: string; readonly name: string }[];
  }>('stepfunctions', 'list_state_machines');
  const arn = stateMachines.find(({ stateMachineArn }) =>
    stateMachineArn.endsWith(`:${prefixOf(environment)}-run`),
  )?.stateMachineArn;
  const { executions } = await api<{ readonly executions: readonly Execution[] }>(
    'stepfunctions',
    'list_executions',
    { stateMachineArn: arn ?? '' },
  );
  const failed = executions.filter(({ status }) => !['SUCCEEDED', 'RUNNING'].includes(status));
  const succeeded = executions.filter(({ status }) => status === 'SUCCEEDED').length;
  if (failed.length > 0 || succeeded === 0) {
    const ends = await Promise.all(failed.map((execution) => endOf(api, execution)));
    fail(`${succeeded} executions succeeded, ${failed.length} did not: ${ends.join('; ')}`);
  }
  return `${succeeded} executions succeeded, none failed`;
};

/** What the function said last, before the machine started another execution: it names what failed. */
async function endOf(api: Api, { status, executionArn }: Execution): Promise<string> {
  const { events } = await api<{ readonly events: readonly { readonly [field: string]: unknown }[] }>(
    'stepfunctions',
    'get_execution_history',
    { executionArn, reverseOrder: true, maxResults: 50 },
  );
  const said = events
    .map((event) => event['taskSucceededEventDetails'] ?? event['taskFailedEventDetails'])
    .map((details) => JSON.stringify(details))
    .filter((text) => text !== undefined && !text.includes('states:startExecution'));
  return `${status} after ${said[0] ?? JSON.stringify(events)}`;
}

/** What a person's query answers while everything that it reads is built anew and published. */
export const readers: Check = async (context) => {
  let isOver = false;
  const publishing = lakehouse(context, 'build', '--full-refresh', '--select', 'tag:crm_erp').finally(
    () => (isOver = true),
  );
  const counts = await loggedIn(context, 'reader', async (warehouse) => {
    const found: string[] = [];
    while (!isOver) {
      const { rows } = await warehouse.query('select count(*) from gold_crm_erp.dim_customers');
      found.push(String(rows[0]?.[0]));
      await new Promise((done) => setTimeout(done, 20));
    }
    return found;
  });
  await publishing;
  const different = [...new Set(counts)];
  if (different.length !== 1 || counts.length < 50) fail(`${counts.length} reads, rows: ${different.join()}`);
  return `${counts.length} reads while all was published anew, each of ${different.join()} rows`;
};

/** What takes a warehouse, and so costs: nothing of it may be sent where there is nothing to do. */
const NEEDS_A_WAREHOUSE = /^(?!SHOW|DESC|LIST|USE|ALTER SESSION|SELECT SYSTEM\$)/i;

/** The shop closes: what it has sent meanwhile comes to rest. */
async function stopGenerator({ api }: Context): Promise<void> {
  const { Schedules } = await api<{ readonly Schedules: readonly { readonly Name: string }[] }>(
    'scheduler',
    'list_schedules',
  );
  const name =
    Schedules.find(({ Name }) => /generator/i.test(Name))?.Name ?? fail('no schedule of the generator');
  const { Name, Target, FlexibleTimeWindow, ScheduleExpression } = await api<{
    readonly [field: string]: Json;
  }>('scheduler', 'get_schedule', { Name: name });
  await api('scheduler', 'update_schedule', {
    Name: Name ?? name,
    Target: Target ?? {},
    FlexibleTimeWindow: FlexibleTimeWindow ?? {},
    ScheduleExpression: ScheduleExpression ?? '',
    State: 'DISABLED',
  });
}

export const idle: Check = async (context) => {
  await stopGenerator(context);
  await new Promise((done) => setTimeout(done, 10_000));
  await lakehouse(context, 'build');
  await context.snowflake.sent();
  await lakehouse(context, 'build');
  const sent = await context.snowflake.sent();
  const { transformer } = snowflakeNamesOf(context.environment).roles;
  const own = sent.filter(({ role }) => role === transformer);
  const costly = own.filter(({ sql }) => NEEDS_A_WAREHOUSE.test(sql));
  if (costly.length > 0) fail(`${costly.length} statements, the first: ${costly[0]?.sql.slice(0, 200)}`);
  if (own.length === 0) fail('the run asked nothing, so it cannot know that nothing is new');
  return `${own.length} statements, none of them needs a warehouse`;
};
