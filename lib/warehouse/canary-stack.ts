import { CustomResource, Duration } from 'aws-cdk-lib';
import { PolicyStatement, Role } from 'aws-cdk-lib/aws-iam';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { Provider } from 'aws-cdk-lib/custom-resources';
import type { Construct } from 'constructs';
import {
  CANARY_ENV,
  CANARY_PREFIX,
  CANARY_RESOURCE,
  type CanaryProperties,
} from '../../lambdas/canary/contract';
import { roleNameOf, snowflakeNamesOf } from '../../lambdas/deployment/contract';
import { acknowledge } from '../constructs/acknowledge';
import { environmentOf } from '../constructs/environment';
import { LakehouseFunction } from '../constructs/function';
import { logGroup } from '../constructs/log-group';
import { acknowledgeProvider } from '../constructs/provider';
import { LakehouseStack, type LakehouseStackProps } from '../constructs/stack';

export interface CanaryStackProps extends LakehouseStackProps {
  readonly bucket: IBucket;
  /** Of the pipes: it looks again whenever they may have changed. */
  readonly revision: string;
}

/**
 * Minutes: the function's own wait, after which it names the leg; the framework's; CloudFormation's, which is an hour at
 * most. Snowflake may remember for as long that it was refused.
 */
const PATIENCE = { wait: 54, giveUp: 57, service: 60 };
const EMULATED_PATIENCE: typeof PATIENCE = { wait: 3, giveUp: 4, service: 5 };

/**
 * Puts a file into the lake and waits for its row in Snowflake. A stack of its own and the last one: where the way does
 * not work yet, nothing else is rolled back, and `cdk deploy` says which leg it is.
 */
export class CanaryStack extends LakehouseStack {
  constructor(scope: Construct, props: CanaryStackProps) {
    super(scope, 'Canary', 'one file, and its row in Snowflake', props);
    const { settings, code, bucket, revision } = props;
    const patience = settings.emulated ? EMULATED_PATIENCE : PATIENCE;
    // By name, so that what the canary may do besides is a policy of this stack.
    const role = Role.fromRoleName(this, 'SetupRole', roleNameOf(settings.env, 'setup'));
    role.addToPrincipalPolicy(
      new PolicyStatement({
        actions: ['s3:PutObject', 's3:GetObject', 's3:DeleteObject'],
        resources: [bucket.arnForObjects(`${CANARY_PREFIX}*`)],
      }),
    );
    const handler = (name: string, entry: string, description: string): LakehouseFunction =>
      new LakehouseFunction(this, name, {
        settings,
        code,
        folder: 'canary',
        entry,
        description,
        role,
        snowflake: 'setup',
        timeout: Duration.minutes(3),
        environment: environmentOf(CANARY_ENV, { bucket: bucket.bucketName }),
      });
    const provider = new Provider(this, 'Provider', {
      onEventHandler: handler('OnEvent', 'onEvent', 'Puts a file into the lake'),
      isCompleteHandler: handler('IsComplete', 'isComplete', "Looks for the file's row in Snowflake"),
      queryInterval: Duration.seconds(15),
      totalTimeout: Duration.minutes(patience.giveUp),
      logGroup: logGroup(this, 'ProviderLogs', settings),
      waiterStateMachineLogOptions: { destination: logGroup(this, 'WaiterLogs', settings) },
    });
    const canary = new CustomResource(this, 'Canary', {
      resourceType: CANARY_RESOURCE,
      serviceToken: provider.serviceToken,
      serviceTimeout: Duration.minutes(patience.service),
      properties: {
        database: snowflakeNamesOf(settings.env).database,
        revision,
        waitSeconds: String(60 * patience.wait),
      } satisfies CanaryProperties,
    });
    canary.node.addDependency(role);
    acknowledgeProvider(provider);
    acknowledge(role, {
      [`AwsSolutions-IAM5[Resource::…/${CANARY_PREFIX}*]`]: `Its files have generated names: the wildcard ends ${CANARY_PREFIX}.`,
    });
  }
}
