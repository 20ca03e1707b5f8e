import { Stack } from 'aws-cdk-lib';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import type { Construct } from 'constructs';
import { deploymentParameterOf, type Deployment } from '../lambdas/deployment/contract';
import type { Settings } from './settings';

/** What a deploy made, where the command line finds it: `lakehouse … --target <env>`. */
export function deploymentFacts(
  scope: Construct,
  settings: Settings,
  deployment: Deployment,
): StringParameter {
  return new StringParameter(scope, 'Deployment', {
    parameterName: deploymentParameterOf(settings.env),
    description: `What the command line needs to know of lakehouse ${settings.env}`,
    stringValue: Stack.of(scope).toJsonString(deployment),
  });
}
