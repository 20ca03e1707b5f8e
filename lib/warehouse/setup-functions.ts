import { Duration } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Provider } from 'aws-cdk-lib/custom-resources';
import { Construct } from 'constructs';
import { roleNameOf } from '../../lambdas/deployment/contract';
import { SETUP_ENV } from '../../lambdas/setup/contract';
import type { CodeOf } from '../constructs/code';
import { environmentOf } from '../constructs/environment';
import { LakehouseFunction } from '../constructs/function';
import { logGroup } from '../constructs/log-group';
import { acknowledgeProvider } from '../constructs/provider';
import { grantSnowflakeLogin } from '../constructs/snowflake-login';
import type { Settings } from '../settings';

export interface SetupFunctionsProps {
  readonly settings: Settings;
  readonly code: CodeOf;
}

interface Patience {
  /** How long the function may wait for IAM to spread or a pipe to drain, before it gives its reason. */
  readonly wait: Duration;
  /** After which the framework gives up, without a reason; and CloudFormation, if the framework is gone. */
  readonly giveUp: Duration;
  readonly serviceTimeout: Duration;
}

/** In an emulator nothing has to spread: what takes longer hangs. */
const patienceOf = ({ emulated }: Settings): Patience =>
  emulated
    ? { wait: Duration.minutes(2), giveUp: Duration.minutes(3), serviceTimeout: Duration.minutes(4) }
    : { wait: Duration.minutes(20), giveUp: Duration.minutes(25), serviceTimeout: Duration.minutes(30) };

/** Runs the DDL for CloudFormation: starts, is asked until it is done, and answers on every path. */
export class SetupFunctions extends Construct {
  readonly role: Role;
  readonly serviceToken: string;
  readonly patience: Patience;
  /** Hash of the function's code, in which the SQL project lies. */
  readonly revision: string;

  constructor(scope: Construct, id: string, { settings, code }: SetupFunctionsProps) {
    super(scope, id);
    this.patience = patienceOf(settings);
    this.role = new Role(this, 'Role', {
      roleName: roleNameOf(settings.env, 'setup'),
      description: "Logs in to Snowflake as setup's user",
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
    });
    grantSnowflakeLogin(this, settings, 'setup', this.role);
    const handler = (name: string, entry: string, description: string): LakehouseFunction =>
      new LakehouseFunction(this, name, {
        settings,
        code,
        folder: 'setup',
        entry,
        description,
        role: this.role,
        snowflake: 'setup',
        timeout: Duration.minutes(5),
        memory: 1024,
        environment: environmentOf(SETUP_ENV, { environment: settings.env, project: undefined }),
      });
    const isComplete = handler(
      'IsComplete',
      'isComplete',
      'Runs the DDL in Snowflake, a bounded part a call',
    );
    const provider = new Provider(this, 'Provider', {
      onEventHandler: handler('OnEvent', 'onEvent', 'Checks what a deploy asks of Snowflake'),
      isCompleteHandler: isComplete,
      queryInterval: Duration.seconds(10),
      totalTimeout: this.patience.giveUp,
      logGroup: logGroup(this, 'ProviderLogs', settings),
      waiterStateMachineLogOptions: { destination: logGroup(this, 'WaiterLogs', settings) },
    });
    acknowledgeProvider(provider);
    this.serviceToken = provider.serviceToken;
    this.revision = isComplete.codeHash;
  }
}
