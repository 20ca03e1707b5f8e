import type { Provider } from 'aws-cdk-lib/custom-resources';
import { acknowledge } from './acknowledge';

/** Findings in the CDK's own half of a custom resource, which we do not write. */
export function acknowledgeProvider(provider: Provider): void {
  acknowledge(provider, {
    'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole]':
      "The CDK's provider framework runs under AWS's policy for logs.",
    'AwsSolutions-IAM5':
      "The CDK's provider framework may invoke every version of the handler that it was given, and no other function.",
    'AwsSolutions-L1': "The CDK's provider framework chooses its own runtime.",
  });
}
