import type { Project } from '../../engine/project';
import type { ObjectsProperties, IntegrationProperties } from '../../lambdas/setup/contract';
import { asked, checked, type ResourceEvent } from '../../lambdas/setup/request';
import { jsonLog } from '../../lambdas/log';
import { ENVIRONMENT, names } from './deployed-account';
import { read } from './projects';
import type { SnowflakeAccount } from './snowflake-account';
import { source } from './sources';

/** A shop with one dataset of each format, and a model in silver and in gold. */
export const shop: Project = {
  ...read({
    'macros/schema.sql':
      '{% macro generate_schema_name(custom_schema_name, node) %}{{ custom_schema_name }}{% endmacro %}',
    'models/orders.sql': "{{ config(schema='SILVER_SHOP') }} select 1 as id",
    'models/fct_orders.sql': "{{ config(schema='GOLD_SHOP', tags=['gold']) }} select 1 as id",
  }),
  sources: [
    source('shop', 'orders', ['order_id', 'status']),
    source('clicks', 'clicks', [], { format: 'ndjson' }),
  ],
};

/** The project with one more column and another format, so that a table grows and two pipes change. */
export const grownShop: Project = {
  ...shop,
  sources: [
    source('shop', 'orders', ['order_id', 'status', 'note'], { format: 'json' }),
    source('clicks', 'clicks', [], { format: 'json' }),
  ],
};

export const integrationProperties: IntegrationProperties = {
  phase: 'integration',
  integration: names.integration,
  roleArn: 'arn:aws:iam::111122223333:role/lakehouse-dev-storage',
  externalId: 'lakehouse-dev-0123',
  allowedLocations: ['s3://lake-bucket/bronze/'],
};

export const objectsProperties: ObjectsProperties = {
  phase: 'objects',
  database: names.database,
  integration: names.integration,
  lakeUrl: 's3://lake-bucket/',
  revision: 'one',
  waitSeconds: '1200',
};

export interface Clock {
  readonly now: () => Date;
  readonly move: (milliseconds: number) => void;
}

export interface DeployGiven {
  readonly account: SnowflakeAccount;
  readonly clock: Clock;
  readonly project?: Project;
  /** Between two calls of `isComplete`. */
  readonly meanwhile?: () => void | Promise<void>;
  readonly remainingMs?: number;
  readonly lines?: string[];
}

/** How CloudFormation hears of it, from the provider framework. */
export type Answered =
  | { readonly status: 'SUCCESS'; readonly id: string; readonly data: object; readonly calls: number }
  | { readonly status: 'FAILED'; readonly reason: string; readonly calls: number };

/**
 * The provider framework of the CDK: onEvent, then isComplete every ten seconds, until it is complete, throws, or 25
 * minutes are over.
 */
export async function answerOf(event: ResourceEvent, given: DeployGiven): Promise<Answered> {
  const { account, clock, project = shop, meanwhile, remainingMs = 300_000, lines = [] } = given;
  const log = jsonLog({ write: (line) => lines.push(line), now: clock.now, fields: {} });
  let calls = 0;
  try {
    const started = await asked(event, { log, now: clock.now });
    const going = { ...event, PhysicalResourceId: started.PhysicalResourceId, Data: started.Data };
    for (;;) {
      calls += 1;
      const answer = await checked(going, {
        environment: ENVIRONMENT,
        open: () => Promise.resolve(account.warehouse(names.roles.setup)),
        project: () => Promise.resolve(project),
        log,
        now: clock.now,
        remainingMs: () => remainingMs,
      });
      if (answer.IsComplete)
        return { status: 'SUCCESS', id: started.PhysicalResourceId, data: answer.Data ?? {}, calls };
      if (answer.Data) throw new Error('"Data" is not allowed if "IsComplete" is "False"');
      if (calls > 150) return { status: 'FAILED', reason: 'Operation timed out', calls };
      await meanwhile?.();
      clock.move(10_000);
    }
  } catch (error: unknown) {
    return { status: 'FAILED', reason: error instanceof Error ? error.message : String(error), calls };
  }
}

export const create = (properties: IntegrationProperties | ObjectsProperties): ResourceEvent => ({
  RequestType: 'Create',
  ResourceProperties: { ServiceToken: 'arn', ...properties },
});

/** Both resources in their order; the second one is not made where the first one failed. */
export async function deploy(given: DeployGiven): Promise<readonly Answered[]> {
  const integration = await answerOf(create(integrationProperties), given);
  if (integration.status === 'FAILED') return [integration];
  return [integration, await answerOf(create(objectsProperties), given)];
}
