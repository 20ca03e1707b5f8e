import { Arn, ArnFormat, Duration, Stack } from 'aws-cdk-lib';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { DefinitionBody, LogLevel, StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { ADVANCE_ENV, ADVANCE_TIMEOUT_SECONDS } from '../../lambdas/advance/contract';
import { prefixOf } from '../../lambdas/deployment/contract';
import { acknowledge } from '../constructs/acknowledge';
import type { CodeOf } from '../constructs/code';
import { environmentOf } from '../constructs/environment';
import { LakehouseFunction } from '../constructs/function';
import { logGroup } from '../constructs/log-group';
import type { Settings } from '../settings';
import { runDefinition } from './definition';
import { grantState } from './state-table';

export interface RunMachineProps {
  readonly settings: Settings;
  readonly code: CodeOf;
  readonly stateTable: ITable;
}

/** The state machine of runs and the function that takes every step of it. */
export class RunMachine extends Construct {
  readonly machine: StateMachine;
  /** As text, for other stacks. */
  readonly arn: string;

  constructor(scope: Construct, id: string, { settings, code, stateTable }: RunMachineProps) {
    super(scope, id);
    const advance = new LakehouseFunction(this, 'Advance', {
      settings,
      code,
      folder: 'advance',
      description: 'Plans a run and drives it, a tick at a time',
      environment: environmentOf(ADVANCE_ENV, {
        environment: settings.env,
        stateTable: stateTable.tableName,
        threads: String(settings.transforms.threads),
        project: undefined,
        tickSeconds: undefined,
        arrivalSeconds: undefined,
        settleSeconds: undefined,
        pauseSeconds: String(settings.transforms.pauseMinutes * 60),
      }),
      timeout: Duration.seconds(ADVANCE_TIMEOUT_SECONDS),
      // A plan of a thousand models is 16 MB of JSON, several times as much once it is read.
      memory: 1024,
      // One drives, and one may be told that another drives.
      atMost: 2,
      snowflake: 'advance',
    });
    grantState(stateTable, advance);

    // Named, so that its own role may start it without a reference that goes round.
    const name = `${prefixOf(settings.env)}-run`;
    this.arn = arnOf(this, name);
    this.machine = new StateMachine(this, 'Machine', {
      stateMachineName: name,
      definitionBody: DefinitionBody.fromString(
        Stack.of(this).toJsonString(runDefinition(advance.functionArn)),
      ),
      tracingEnabled: settings.logs.tracing,
      logs: {
        destination: logGroup(this, 'MachineLogs', settings),
        level: LogLevel.ALL,
        // What is passed is a few words: which error, how long to wait.
        includeExecutionData: true,
      },
    });
    advance.grantInvoke(this.machine);
    this.machine.addToRolePolicy(
      new PolicyStatement({ actions: ['states:StartExecution'], resources: [this.arn] }),
    );
    acknowledge(this.machine, {
      'AwsSolutions-IAM5[Resource::*]':
        'Deliveries of logs and segments of X-Ray have no resources that a policy could name.',
    });
  }
}

const arnOf = (scope: Construct, name: string): string =>
  Arn.format(
    {
      service: 'states',
      resource: 'stateMachine',
      resourceName: name,
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    },
    Stack.of(scope),
  );
