import type { Provider } from 'aws-cdk-lib/custom-resources';
import { acknowledge } from './acknowledge';

/** Findings in the CDK's own half of a custom resource, which we do not write. */
export function acknowledgeProvider(provider: Provider): void {
  acknowledge(provider, {
    'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole]':
      "The CDK's provider framework runs under AWS's policy for logs.",
    'AwsSolutions-SF1': "The CDK's waiter says what failed; it is nobody's process but the deploy's.",
    'AwsSolutions-SF2': "The CDK's waiter has no setting for X-Ray.",
  });
}
