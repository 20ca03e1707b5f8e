import { Duration, Stack } from 'aws-cdk-lib';
import { Role, ServicePrincipal, type IRole } from 'aws-cdk-lib/aws-iam';
import {
  Architecture,
  Function as LambdaFunction,
  LoggingFormat,
  Runtime,
  Tracing,
} from 'aws-cdk-lib/aws-lambda';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import type { Construct } from 'constructs';
import { roleNameOf, type SnowflakeFunction } from '../../lambdas/deployment/contract';
import type { Settings } from '../settings';
import { acknowledge } from './acknowledge';
import type { FunctionName } from './bundle';
import type { CodeOf } from './code';
import type { DeadLetters } from './dead-letters';
import { logGroup } from './log-group';
import { physicalName } from './names';
import { grantSnowflakeLogin, snowflakeEnvironment } from './snowflake-login';

export interface LakehouseFunctionProps {
  readonly settings: Settings;
  readonly code: CodeOf;
  /** Its folder below lambdas/. */
  readonly folder: FunctionName;
  /** What the handler's module exports. @default handler */
  readonly entry?: string;
  readonly description: string;
  /** Made by `environmentOf` of its contract. */
  readonly environment?: { readonly [name: string]: string };
  /** @default 1 minute */
  readonly timeout?: Duration;
  /** MB; the share of a processor goes with it. @default 512 */
  readonly memory?: number;
  /** How many at a time are enough. @default as many as there are events */
  readonly atMost?: number;
  /** Logs in to Snowflake as this one's service user, under the IAM role which that user names. */
  readonly snowflake?: SnowflakeFunction;
  /** Of another function that is the same user. @default a role of its own */
  readonly role?: IRole;
  /** Where an event goes that failed after Lambda's two retries. @default nowhere: the caller waits and is told */
  readonly deadLetters?: DeadLetters;
}

/**
 * A function of lambdas/: its bundle on Node.js 22 and arm64, a role of its own that may write its own log group and
 * nothing else until it is granted, logs as JSON with a retention.
 */
export class LakehouseFunction extends LambdaFunction {
  /** Of its code: another one whenever it may do something else. */
  readonly codeHash: string;
  /** As text, for other stacks. */
  readonly name: string;

  constructor(scope: Construct, id: string, props: LakehouseFunctionProps) {
    const { settings, folder, entry = 'handler', snowflake } = props;
    const logs = logGroup(scope, `${id}Logs`, settings);
    const role =
      props.role ??
      new Role(scope, `${id}Role`, {
        assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
        ...(snowflake ? { roleName: roleNameOf(settings.env, snowflake) } : {}),
        description: `${Stack.of(scope).stackName}: ${props.description}`,
      });
    const { code, hash } = props.code(folder);
    const functionName = physicalName(scope, id);
    super(scope, id, {
      functionName,
      code,
      handler: `index.${entry}`,
      runtime: Runtime.NODEJS_22_X,
      architecture: Architecture.ARM_64,
      description: props.description,
      role,
      environment: {
        ...(snowflake ? snowflakeEnvironment(settings, snowflake) : {}),
        ...props.environment,
      },
      timeout: props.timeout ?? Duration.minutes(1),
      memorySize: props.memory ?? 512,
      logGroup: logs,
      loggingFormat: LoggingFormat.JSON,
      tracing: settings.logs.tracing ? Tracing.ACTIVE : Tracing.DISABLED,
      ...(props.atMost !== undefined && settings.reserveConcurrency
        ? { reservedConcurrentExecutions: props.atMost }
        : {}),
      ...(props.deadLetters ? { onFailure: new SqsDestination(props.deadLetters), retryAttempts: 2 } : {}),
    });
    this.codeHash = hash;
    this.name = functionName;
    logs.grantWrite(role);
    if (snowflake && !props.role) grantSnowflakeLogin(this, settings, snowflake, role);
    acknowledge(this, {
      'AwsSolutions-L1':
        'Node.js 22 is what the bundles are made for and tested on; AWS supports it until April 2027.',
    });
    if (settings.logs.tracing)
      acknowledge(role, {
        'AwsSolutions-IAM5[Resource::*]':
          'X-Ray takes segments for no resource in particular: its actions have none.',
      });
  }
}
