import { RemovalPolicy } from 'aws-cdk-lib';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import type { Settings } from '../settings';

/**
 * Logs outlive their stack until they expire: a first deploy that is rolled back would otherwise take the reasons with
 * it. The name is generated, so that what is left is in nobody's way.
 */
export function logGroup(scope: Construct, id: string, settings: Settings): LogGroup {
  return new LogGroup(scope, id, {
    retention: settings.logs.retentionDays,
    removalPolicy: settings.emulated ? RemovalPolicy.DESTROY : RemovalPolicy.RETAIN,
  });
}
