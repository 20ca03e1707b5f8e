import { listOf, rolesOf } from './template/policies';
import { dev, synthesize } from './template/synthesized';

/**
 * Every wildcard in a policy, by what it is on, with why it cannot be less. One that is new, or gone, fails: whoever adds
 * one writes its reason here.
 */
const REASONS: { readonly [wildcard: string]: string } = {
  'xray:PutTelemetryRecords, xray:PutTraceSegments on *': 'the actions have no resource',
  'cloudwatch:PutMetricData on *': 'the action has no resource; a condition binds it to our namespace',
  'logs:CreateLogDelivery, logs:DeleteLogDelivery, logs:DescribeLogGroups, logs:DescribeResourcePolicies, logs:GetLogDelivery, logs:ListLogDeliveries, logs:PutResourcePolicy, logs:UpdateLogDelivery, xray:GetSamplingRules, xray:GetSamplingTargets, xray:PutTelemetryRecords, xray:PutTraceSegments on *':
    'a machine that logs and is traced: the actions have no resource',
  'lambda:InvokeFunction on function:…:*': 'versions of one function, which has none but the newest',
  'logs:CreateLogStream, logs:PutLogEvents on log-group:…:*':
    'streams of one log group, whose names Lambda chooses',
  'logs:PutLogEvents on log-group:…:*': 'streams of one log group',
  's3:GetObject, s3:GetObjectVersion on …/bronze/*': 'Snowflake reads files of generated names',
  's3:AbortMultipartUpload, s3:GetObject, s3:PutObject on …/bronze/events/dt=*': 'Firehose names its objects',
  's3:AbortMultipartUpload, s3:GetObject, s3:PutObject on …/errors/firehose/*': 'Firehose names its objects',
  's3:DeleteObject, s3:GetObject, s3:PutObject on …/bronze/_canary/*':
    "the canary's files have generated names",
  's3:PutObject on …/errors/stream/*': 'kept records have generated names',
  's3:GetObject on …/bronze/*': 'the monitor parses files that were loaded in part',
  's3:GetObject on …/errors/*': 'the monitor counts what was not delivered',
};

const generalized = (resource: string): string =>
  resource
    .replace(/^arn:aws:s3:::[^/]+/, '…')
    .replace(/^arn:aws:[\w-]+:[\w-]*:\d*:/, '')
    .replace(/^(function|log-group):[^:]+/, '$1:…');

test('every wildcard has its reason', () => {
  const found = rolesOf(synthesize(dev('  stream: { generator: rate(5 minutes) }\n'))).flatMap(
    ({ policies }) =>
      policies.flatMap(({ Statement }) =>
        Statement.flatMap(({ Action, Resource }) => {
          expect(listOf(Action).filter((action) => action.includes('*'))).toEqual([]);
          return listOf(Resource)
            .filter((resource) => resource.includes('*'))
            .map((resource) => `${[...listOf(Action)].sort().join(', ')} on ${generalized(resource)}`);
        }),
      ),
  );
  expect([...new Set(found)].sort()).toEqual(Object.keys(REASONS).sort());
});
