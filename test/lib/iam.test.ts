import { runSimulation } from '@cloud-copilot/iam-simulate';
import { listOf, rolesOf, type PolicyDocument, type Role } from './template/policies';
import { resolver } from './template/resolve';
import { dev, synthesize } from './template/synthesized';

const ACCOUNT = '111122223333';
const lakehouse = synthesize(dev('  stream: { generator: rate(5 minutes) }\n'));
const roles = rolesOf(lakehouse);
const role = (start: string): Role => {
  const found = roles.find(({ name }) => name.startsWith(start));
  if (!found) throw new Error(`no role ${start}: ${roles.map(({ name }) => name).join(', ')}`);
  return found;
};
const inPolicies = (of: Role, service: string): string =>
  of.policies
    .flatMap(({ Statement }) => Statement.flatMap(({ Resource }) => listOf(Resource)))
    .find((resource) => resource.startsWith(`arn:aws:${service}:`)) ?? `no ${service} for ${of.name}`;

const storage = role('Warehouse/StorageRole');
const bucket = inPolicies(storage, 's3').split('/')[0] ?? '';
const table = inPolicies(role('Stream/Generator'), 'dynamodb');
const machine = inPolicies(role('Transforms/ArrivalsFunctionRole'), 'states');
const stream = inPolicies(role('Stream/Generator'), 'kinesis');

interface Request {
  readonly principal?: string;
  readonly action: string;
  readonly resource: string;
  readonly context?: Record<string, string | string[]>;
  readonly identity?: readonly PolicyDocument[];
  readonly trust?: PolicyDocument;
}

/** What IAM answers: simulated by its documented rules over the documents of the template. */
async function decide({
  principal,
  action,
  resource,
  context = {},
  identity = [],
  trust,
}: Request): Promise<string> {
  const answer = await runSimulation(
    {
      request: {
        principal: principal ?? `arn:aws:iam::${ACCOUNT}:role/caller`,
        action,
        resource: { resource, accountId: ACCOUNT },
        contextVariables: context,
      },
      identityPolicies: identity.map((policy, index) => ({ name: String(index), policy })),
      resourcePolicy: trust,
      serviceControlPolicies: [],
      resourceControlPolicies: [],
    },
    {},
  );
  if (answer.resultType === 'error') throw new Error(JSON.stringify(answer.errors));
  return answer.overallResult;
}

describe('the role of the storage integration', () => {
  const SNOWFLAKE = 'arn:aws:iam::999988887777:user/snowflake';
  const assume = (principal: string, context: Record<string, string>): Promise<string> =>
    decide({
      principal,
      action: 'sts:AssumeRole',
      resource: `arn:aws:iam::${ACCOUNT}:role/lakehouse-dev-storage`,
      context,
      // Snowflake's side of the trust.
      identity: [
        { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Resource: '*' }] },
      ],
      trust: storage.trust,
    });
  const ID = { 'sts:ExternalId': 'Integration.externalId' };

  test('is assumed by Snowflake with the external id, not with another one, not without', async () => {
    expect(await assume(SNOWFLAKE, ID)).toBe('Allowed');
    expect(await assume(SNOWFLAKE, { 'sts:ExternalId': 'another' })).toBe('ImplicitlyDenied');
    expect(await assume(SNOWFLAKE, {})).toBe('ImplicitlyDenied');
  });

  test.each([
    'arn:aws:iam::999988887777:user/other',
    'arn:aws:iam::999988887777:root',
    `arn:aws:iam::${ACCOUNT}:role/admin`,
  ])('is not assumed by %s, whatever its external id', async (principal) => {
    expect(await assume(principal, ID)).toBe('ImplicitlyDenied');
  });

  const may = (action: string, resource: string, context?: Record<string, string>): Promise<string> =>
    decide({ action, resource, identity: storage.policies, ...(context ? { context } : {}) });

  test('reads and lists below bronze/', async () => {
    expect(await may('s3:GetObject', `${bucket}/bronze/olist/orders/x.csv`)).toBe('Allowed');
    expect(await may('s3:GetObjectVersion', `${bucket}/bronze/olist/orders/x.csv`)).toBe('Allowed');
    expect(await may('s3:ListBucket', bucket, { 's3:prefix': 'bronze/events/' })).toBe('Allowed');
    expect(await may('s3:GetBucketLocation', bucket)).toBe('Allowed');
  });

  test('reads and lists nothing else', async () => {
    expect(await may('s3:GetObject', `${bucket}/errors/firehose/x`)).toBe('ImplicitlyDenied');
    expect(await may('s3:GetObject', `${bucket}-other/bronze/x`)).toBe('ImplicitlyDenied');
    expect(await may('s3:ListBucket', bucket, { 's3:prefix': 'errors/' })).toBe('ImplicitlyDenied');
    expect(await may('s3:ListBucket', bucket)).toBe('ImplicitlyDenied');
  });

  test.each(['s3:PutObject', 's3:DeleteObject', 's3:DeleteObjectVersion', 's3:PutObjectTagging'])(
    'may not %s',
    async (action) => {
      expect(await may(action, `${bucket}/bronze/olist/orders/x.csv`)).toBe('ImplicitlyDenied');
    },
  );
});

/** Who needs what, and the nearest thing that it must not have. */
const NEEDS: readonly (readonly [
  role: string,
  allowed: readonly (readonly [action: string, resource: string])[],
  denied: readonly (readonly [action: string, resource: string])[],
])[] = [
  [
    'Stream/DeliveryRole',
    [
      ['s3:PutObject', `${bucket}/bronze/events/dt=2026-01-02/hour=03/x.json.gz`],
      ['s3:PutObject', `${bucket}/errors/firehose/processing-failed/x`],
      ['s3:AbortMultipartUpload', `${bucket}/bronze/events/dt=2026-01-02/hour=03/x.json.gz`],
      ['s3:ListBucketMultipartUploads', bucket],
      ['kinesis:GetRecords', stream],
    ],
    [
      ['s3:PutObject', `${bucket}/bronze/olist/orders/x.csv`],
      ['s3:GetObject', `${bucket}/bronze/olist/orders/x.csv`],
      ['s3:DeleteObject', `${bucket}/bronze/events/dt=2026-01-02/hour=03/x.json.gz`],
      ['kinesis:PutRecord', stream],
    ],
  ],
  [
    'Stream/GeneratorFunctionRole',
    [
      ['kinesis:PutRecords', stream],
      ['s3:PutObject', `${bucket}/errors/stream/x.ndjson`],
      ['dynamodb:UpdateItem', table],
      ['dynamodb:GetItem', table],
    ],
    [
      ['s3:PutObject', `${bucket}/bronze/events/x`],
      ['s3:GetObject', `${bucket}/errors/stream/x.ndjson`],
      ['kinesis:GetRecords', stream],
      ['dynamodb:DeleteTable', table],
      ['dynamodb:Scan', table],
    ],
  ],
  [
    'Warehouse/SetupRole',
    [
      ['s3:PutObject', `${bucket}/bronze/_canary/x.json`],
      ['s3:DeleteObject', `${bucket}/bronze/_canary/x.json`],
    ],
    [
      ['s3:PutObject', `${bucket}/bronze/events/x`],
      ['s3:DeleteObject', `${bucket}/bronze/olist/orders/x.csv`],
      ['s3:PutBucketNotification', bucket],
      ['iam:PassRole', `arn:aws:iam::${ACCOUNT}:role/lakehouse-dev-storage`],
    ],
  ],
  [
    'Transforms/RunsAdvanceRole',
    [
      ['dynamodb:GetItem', table],
      ['dynamodb:UpdateItem', table],
      ['dynamodb:BatchWriteItem', table],
    ],
    [
      ['dynamodb:DeleteTable', table],
      ['s3:GetObject', `${bucket}/bronze/olist/orders/x.csv`],
      ['states:StartExecution', machine],
    ],
  ],
  [
    'Transforms/RunsMachineRole',
    [['states:StartExecution', machine]],
    [
      ['states:StartExecution', `${machine}-other`],
      ['dynamodb:GetItem', table],
    ],
  ],
  [
    'Transforms/ArrivalsFunctionRole',
    [
      ['states:StartExecution', machine],
      ['dynamodb:UpdateItem', table],
    ],
    [
      ['states:StartExecution', `${machine}-other`],
      ['states:UpdateStateMachine', machine],
      ['s3:GetObject', `${bucket}/bronze/olist/orders/x.csv`],
    ],
  ],
  [
    'Lake/NotificationWriterFunctionRole',
    [
      ['s3:GetBucketNotification', bucket],
      ['s3:PutBucketNotification', bucket],
    ],
    [
      ['s3:PutBucketPolicy', bucket],
      ['s3:GetObject', `${bucket}/bronze/x`],
    ],
  ],
  [
    'Observability/MonitorFunctionRole',
    [
      ['s3:GetObject', `${bucket}/bronze/olist/orders/x.csv`],
      ['s3:GetObject', `${bucket}/errors/stream/x`],
      ['dynamodb:Query', table],
    ],
    [
      ['s3:PutObject', `${bucket}/bronze/olist/orders/x.csv`],
      ['s3:DeleteObject', `${bucket}/errors/stream/x`],
      ['dynamodb:DeleteTable', table],
    ],
  ],
];

describe.each(NEEDS)('%s', (start, allowed, denied) => {
  const identity = role(start).policies;
  test.each(allowed)('may %s on %s', async (action, resource) => {
    expect(await decide({ action, resource, identity })).toBe('Allowed');
  });
  test.each(denied)('may not %s on %s', async (action, resource) => {
    expect(await decide({ action, resource, identity })).toBe('ImplicitlyDenied');
  });
});

test('no role of a function is left out', () => {
  const ours = roles.filter(
    ({ name, trust }) =>
      JSON.stringify(trust).includes('lambda.amazonaws.com') && !name.includes('framework'),
  );
  expect(
    ours.filter(({ name }) => !NEEDS.some(([start]) => name.startsWith(start))).map(({ name }) => name),
  ).toEqual([]);
});

test('metrics are published below our namespace alone', async () => {
  const identity = role('Observability/MonitorFunctionRole').policies;
  const put = (namespace: string): Promise<string> =>
    decide({
      action: 'cloudwatch:PutMetricData',
      resource: '*',
      context: { 'cloudwatch:namespace': namespace },
      identity,
    });
  expect(await put('Lakehouse')).toBe('Allowed');
  expect(await put('AWS/Lambda')).toBe('ImplicitlyDenied');
});

test('the lake refuses what comes without TLS, also from who may read it', async () => {
  const [, found] =
    lakehouse.all('AWS::S3::BucketPolicy').find(([name]) => name.includes('LakePolicy')) ?? [];
  const document = found?.Properties?.['PolicyDocument'];
  const policy = resolver(lakehouse.templates)('Lake', document) as PolicyDocument;
  const read = (secure: string): Promise<string> =>
    decide({
      action: 's3:GetObject',
      resource: `${bucket}/bronze/x`,
      context: { 'aws:SecureTransport': secure, 's3:TlsVersion': '1.3' },
      identity: storage.policies,
      trust: policy,
    });
  expect(await read('true')).toBe('Allowed');
  expect(await read('false')).toBe('ExplicitlyDenied');
});
