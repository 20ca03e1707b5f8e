import { Match } from 'aws-cdk-lib/assertions';
import { GENERATOR_ENV } from '../../lambdas/generator/contract';
import { mistakenDestruction } from '../../lib/constructs/removal';
import { readSettings, type Settings } from '../../lib/settings';
import { dev, synthesize } from './template/synthesized';

const lakehouse = synthesize(dev('  stream: { generator: rate(5 minutes) }\n'));
const lake = lakehouse.template('Lake');
const stream = lakehouse.template('Stream');
const warehouse = lakehouse.template('Warehouse');

/** Of each resource of a type, what `of` says of its properties. */
const each = <T>(type: string, of: (properties: { readonly [name: string]: unknown }) => T): readonly T[] => {
  const found = lakehouse.all(type).map(([, { Properties = {} }]) => of(Properties));
  expect(found).not.toHaveLength(0);
  return found;
};
const ours = (properties: { readonly [name: string]: unknown }): boolean =>
  !String(properties['Description']).startsWith('AWS CDK resource provider framework');

describe('the lake', () => {
  test('is encrypted, closed to the public and owned by its account', () => {
    for (const properties of each('AWS::S3::Bucket', (all) => all))
      expect(properties).toMatchObject({
        BucketEncryption: {
          ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
        },
        PublicAccessBlockConfiguration: {
          BlockPublicAcls: true,
          BlockPublicPolicy: true,
          IgnorePublicAcls: true,
          RestrictPublicBuckets: true,
        },
        OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
      });
  });

  test('answers over TLS 1.2 and newer alone', () => {
    const denials = each('AWS::S3::BucketPolicy', ({ PolicyDocument }) =>
      (
        PolicyDocument as { Statement: { Effect: string; Action: string; Condition: object }[] }
      ).Statement.filter(({ Effect }) => Effect === 'Deny').map(({ Action, Condition }) => [
        Action,
        Condition,
      ]),
    );
    const expected = [
      ['s3:*', { Bool: { 'aws:SecureTransport': 'false' } }],
      ['s3:*', { NumericLessThan: { 's3:TlsVersion': 1.2 } }],
    ];
    expect(denials).toEqual([expected, expected]);
  });

  test('keeps versions, logs who read it, and ends what nobody needs', () => {
    lake.hasResourceProperties('AWS::S3::Bucket', {
      VersioningConfiguration: { Status: 'Enabled' },
      LoggingConfiguration: { DestinationBucketName: Match.anyValue(), LogFilePrefix: 'lake/' },
      LifecycleConfiguration: {
        Rules: [
          Match.objectLike({ AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 } }),
          Match.objectLike({ NoncurrentVersionExpiration: { NoncurrentDays: 90 } }),
          Match.objectLike({ Prefix: 'bronze/', Transitions: Match.anyValue() }),
          Match.objectLike({ Prefix: 'errors/', ExpirationInDays: 180 }),
        ],
      },
    });
  });

  test('never ends what is below bronze/', () => {
    const [, { Properties = {} } = {}] =
      lakehouse.all('AWS::S3::Bucket').find(([name]) => name.includes('Lake3')) ?? [];
    const { Rules } = Properties['LifecycleConfiguration'] as {
      Rules: { Prefix?: string; ExpirationInDays?: number }[];
    };
    const ending = Rules.filter(({ ExpirationInDays }) => ExpirationInDays !== undefined);
    expect(ending.map(({ Prefix }) => Prefix)).toEqual(['errors/']);
  });

  test('has a name that is generated', () => {
    expect(each('AWS::S3::Bucket', ({ BucketName }) => BucketName)).toEqual([undefined, undefined]);
  });
});

describe('what holds data', () => {
  const HOLDS_DATA = ['AWS::S3::Bucket', 'AWS::S3::BucketPolicy', 'AWS::DynamoDB::Table'];

  test('outlives its stack', () => {
    for (const type of HOLDS_DATA)
      for (const [name, { DeletionPolicy, UpdateReplacePolicy }] of lakehouse.all(type))
        expect([name, DeletionPolicy, UpdateReplacePolicy]).toEqual([name, 'Retain', 'Retain']);
    expect(lakehouse.all('Custom::S3AutoDeleteObjects')).toEqual([]);
    expect(lakehouse.all('Custom::LakehouseObjects')[0]?.[1].Properties).toMatchObject({
      removal: { policy: 'retain' },
    });
  });

  const DESTROY = dev('  lake: { removal: destroy }\n');

  test('outlives it also where one of the two keys is turned', () => {
    const oneKey = synthesize(DESTROY);
    for (const type of HOLDS_DATA)
      for (const [, { DeletionPolicy }] of oneKey.all(type)) expect(DeletionPolicy).toBe('Retain');
  });

  test('goes with no flag that cannot be meant', () => {
    const [settings, retained] = [DESTROY, dev()].map((text) =>
      readSettings({ path: 'environments.yml', text }, 'dev'),
    ) as [Settings, Settings];
    expect(mistakenDestruction(settings, 'dev')).toBeUndefined();
    expect(mistakenDestruction(settings, 'prod')).toBe(
      '-c destroy-data=prod names another environment than -c env=dev: nothing is done.',
    );
    expect(mistakenDestruction(retained, 'dev')).toBe(
      "-c destroy-data=dev is the second key; the first is missing: lake.removal: destroy in dev's settings.",
    );
  });

  test('goes with it where both are', () => {
    const bothKeys = synthesize(DESTROY, { destroyData: 'dev' });
    for (const type of HOLDS_DATA)
      for (const [, { DeletionPolicy }] of bothKeys.all(type)) expect(DeletionPolicy).toBe('Delete');
    expect(bothKeys.all('Custom::S3AutoDeleteObjects')).toHaveLength(2);
    const [, objects] = bothKeys.all('Custom::LakehouseObjects')[0] ?? [];
    expect(objects?.Properties).toMatchObject({ removal: { policy: 'destroy', confirmed: 'LAKEHOUSE_DEV' } });
  });

  test('is taken up again by a deploy that is told its name', () => {
    const again = synthesize(dev('  adopt: { bucket: old-bucket, stateTable: old-table }\n'));
    expect(again.all('AWS::S3::Bucket')).toEqual([]);
    expect(again.all('AWS::DynamoDB::Table')).toEqual([]);
    const [, objects] = again.all('Custom::LakehouseObjects')[0] ?? [];
    expect(objects?.Properties).toMatchObject({ lakeUrl: 's3://old-bucket/' });
    again.template('Stream').hasResourceProperties('AWS::Lambda::Function', {
      Environment: {
        Variables: Match.objectLike({
          [GENERATOR_ENV.bucket]: 'old-bucket',
          [GENERATOR_ENV.stateTable]: 'old-table',
        }),
      },
    });
  });
});

describe('the stream', () => {
  test('delivers gzipped lines by day and hour, and what fails outside of what pipes see', () => {
    stream.hasResourceProperties('AWS::KinesisFirehose::DeliveryStream', {
      DeliveryStreamType: 'KinesisStreamAsSource',
      ExtendedS3DestinationConfiguration: {
        Prefix: 'bronze/events/dt=!{timestamp:yyyy-MM-dd}/hour=!{timestamp:HH}/',
        ErrorOutputPrefix: Match.stringLikeRegexp('^errors/firehose/!{firehose:error-output-type}/'),
        CompressionFormat: 'GZIP',
        FileExtension: '.json.gz',
        CloudWatchLoggingOptions: { Enabled: true },
        // Without it: times of the keys are UTC.
        CustomTimeZone: Match.absent(),
      },
    });
  });

  test('is encrypted and sized by what comes', () => {
    stream.hasResourceProperties('AWS::Kinesis::Stream', {
      StreamModeDetails: { StreamMode: 'ON_DEMAND' },
      StreamEncryption: { EncryptionType: 'KMS', KeyId: 'alias/aws/kinesis' },
      RetentionPeriodHours: 72,
    });
  });

  test('goes straight to Firehose, encrypted too, where the settings say so', () => {
    const direct = synthesize(dev('  stream: { kind: firehose }\n'));
    expect(direct.all('AWS::Kinesis::Stream')).toEqual([]);
    direct.template('Stream').hasResourceProperties('AWS::KinesisFirehose::DeliveryStream', {
      DeliveryStreamType: 'DirectPut',
      DeliveryStreamEncryptionConfigurationInput: { KeyType: 'AWS_OWNED_CMK' },
    });
    expect(direct.all('AWS::Scheduler::Schedule').map(([name]) => name)).not.toContainEqual(
      expect.stringMatching(/^Stream/),
    );
  });
});

describe('the handshake', () => {
  const dependencies = (id: string): readonly string[] => {
    const resource = lakehouse.templates['Warehouse']?.Resources[id];
    const named = [...JSON.stringify(resource?.Properties).matchAll(/"(?:Ref|Fn::GetAtt)":\[?"(\w+)"/g)];
    return [...(resource?.DependsOn ?? []), ...named.map(([, found = '']) => found)];
  };
  const handshake = (id: string): readonly string[] =>
    dependencies(id).filter((one) => /^(Integration|StorageRole\w*|Objects|Notifications)$/.test(one));
  const role =
    Object.keys(lakehouse.templates['Warehouse']?.Resources ?? {}).find((id) =>
      id.startsWith('StorageRole'),
    ) ?? '';

  test('is integration, role, objects, notifications: each waits for the one before', () => {
    expect(handshake('Integration')).toEqual([]);
    expect(new Set(handshake(role))).toEqual(new Set(['Integration']));
    expect(handshake('Objects')).toContain(role);
    expect(handshake('Notifications')).toEqual(['Objects']);
  });

  test('names the role before it is there, as the admin has named it', () => {
    warehouse.hasResourceProperties('Custom::LakehouseIntegration', {
      phase: 'integration',
      integration: 'LAKEHOUSE_DEV_LAKE',
      roleArn: 'arn:aws:iam::111122223333:role/lakehouse-dev-storage',
      externalId: Match.stringLikeRegexp('^lakehouse-dev-[0-9a-f]{24}$'),
    });
    warehouse.hasResourceProperties('AWS::IAM::Role', { RoleName: 'lakehouse-dev-storage' });
  });

  test('writes one rule, below bronze/, to the queue that the pipes have told', () => {
    const [rule, ...more] = lakehouse.all('Custom::LakehouseNotifications');
    expect(more).toEqual([]);
    expect(rule?.[1].Properties).toMatchObject({
      rule: 'lakehouse-pipes',
      prefix: 'bronze/',
      target: { 'Fn::GetAtt': ['Objects', 'notificationChannel'] },
    });
    // The bucket's document has one writer: nothing else in the templates touches it.
    expect(lakehouse.all('Custom::S3BucketNotifications')).toEqual([]);
    expect(each('AWS::S3::Bucket', ({ NotificationConfiguration }) => NotificationConfiguration)).toEqual([
      undefined,
      undefined,
    ]);
  });

  test('tells a topic where the settings fan out, to which the bucket may publish and Snowflake subscribe', () => {
    const fanned = synthesize(dev('  notifications: sns\n'));
    const [, objects] = fanned.all('Custom::LakehouseObjects')[0] ?? [];
    const [, rule] = fanned.all('Custom::LakehouseNotifications')[0] ?? [];
    const [, integration] = fanned.all('Custom::LakehouseIntegration')[0] ?? [];
    expect(rule?.Properties?.['target']).toEqual(objects?.Properties?.['snsTopic']);
    expect(integration?.Properties?.['snsTopic']).toEqual(objects?.Properties?.['snsTopic']);
    expect(objects?.DependsOn).toContainEqual(expect.stringMatching(/^FanOutTopicPolicy/));
    expect(rule?.DependsOn).toEqual(['Objects']);
    fanned.template('Warehouse').hasResourceProperties('AWS::SNS::TopicPolicy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({
            Sid: 'TheBucketPublishes',
            Action: 'sns:Publish',
            Principal: { Service: 's3.amazonaws.com' },
            Condition: Match.objectLike({ StringEquals: { 'aws:SourceAccount': '111122223333' } }),
          }),
          Match.objectLike({
            Sid: 'SnowflakeSubscribes',
            Action: 'sns:Subscribe',
            Principal: { AWS: { 'Fn::GetAtt': ['Integration', 'subscriberArn'] } },
          }),
        ]),
      },
    });
  });

  test('gives up in bounded time: the function first, with its reason, CloudFormation last', () => {
    const seconds = (type: string, key: string): number =>
      Number(lakehouse.all(type)[0]?.[1].Properties?.[key]);
    for (const type of ['Custom::LakehouseObjects', 'Custom::LakehouseCanary']) {
      expect(seconds(type, 'waitSeconds')).toBeLessThan(seconds(type, 'ServiceTimeout'));
      expect(seconds(type, 'ServiceTimeout')).toBeLessThanOrEqual(3600);
    }
    expect(seconds('Custom::LakehouseNotifications', 'ServiceTimeout')).toBe(300);
  });

  test('ends with the canary, in a stack that nothing waits for', () => {
    expect(Object.keys(lakehouse.templates).at(-1)).toBe('Canary');
    for (const [stack, { Outputs = {} }] of Object.entries(lakehouse.templates))
      if (stack === 'Canary') expect(Object.values(Outputs).filter(({ Export }) => Export)).toEqual([]);
  });
});

describe('functions', () => {
  test('run on Node.js 22 and arm64, are traced, and log as JSON', () => {
    const settings = each('AWS::Lambda::Function', (all) => all).filter(ours);
    for (const properties of settings)
      expect(properties).toMatchObject({
        Runtime: 'nodejs22.x',
        Architectures: ['arm64'],
        TracingConfig: { Mode: 'Active' },
        LoggingConfig: { LogFormat: 'JSON' },
      });
    expect(settings.length).toBeGreaterThan(5);
  });

  test('hold no secret in their environment', () => {
    const names = each('AWS::Lambda::Function', ({ Environment }) =>
      Object.keys((Environment as { Variables?: object } | undefined)?.Variables ?? {}),
    ).flat();
    expect(names.filter((name) => /PASSWORD|PRIVATE|TOKEN$|ACCESS_KEY/.test(name))).toEqual([]);
  });

  test('log in by a key pair in Secrets Manager, each by its own, where the settings say so', () => {
    const keyPair = synthesize(dev().replace('ACME-WAREHOUSE }', 'ACME-WAREHOUSE, login: key-pair }'));
    const secrets = keyPair
      .all('AWS::Lambda::Function')
      .map(([, { Properties }]) => Properties?.['Environment'] as { Variables?: { [name: string]: string } })
      .flatMap((environment) => environment?.Variables?.['SNOWFLAKE_KEY_PAIR_SECRET'] ?? []);
    expect([...new Set(secrets)]).toEqual(
      expect.arrayContaining(['lakehouse-dev/setup', 'lakehouse-dev/monitor']),
    );
    expect(JSON.stringify(lakehouse.templates)).not.toContain('secretsmanager');
  });

  test('that nobody waits for leave what failed in a queue', () => {
    const scheduled = lakehouse
      .all('AWS::Scheduler::Schedule')
      .filter(([name]) => name.startsWith('Stream/'));
    expect(scheduled).toHaveLength(1);
    stream.hasResourceProperties('AWS::Lambda::EventInvokeConfig', {
      DestinationConfig: { OnFailure: { Destination: Match.anyValue() } },
      MaximumRetryAttempts: 2,
    });
    for (const [, { Properties }] of lakehouse.all('AWS::Scheduler::Schedule'))
      expect(Properties).toMatchObject({
        Target: { DeadLetterConfig: { Arn: expect.anything() as unknown } },
      });
  });

  test('of which one is enough are one, unless the account can reserve nothing', () => {
    const reserved = (of: typeof lakehouse): readonly unknown[] =>
      of
        .all('AWS::Lambda::Function')
        .flatMap(([name, { Properties }]) =>
          Properties?.['ReservedConcurrentExecutions'] ? [name.split('/')[0]] : [],
        );
    expect(reserved(lakehouse)).toContain('Stream');
    expect(reserved(synthesize(dev('  reserveConcurrency: false\n')))).toEqual([]);
  });
});

test('every queue is encrypted, takes TLS alone and keeps what it has for 14 days', () => {
  for (const properties of each('AWS::SQS::Queue', (all) => all))
    expect(properties).toMatchObject({ SqsManagedSseEnabled: true, MessageRetentionPeriod: 1_209_600 });
  expect(lakehouse.all('AWS::SQS::QueuePolicy').length).toBe(lakehouse.all('AWS::SQS::Queue').length);
});

test('logs have a retention and outlive a rollback', () => {
  for (const [name, { Properties, DeletionPolicy }] of lakehouse.all('AWS::Logs::LogGroup'))
    expect([name, Properties?.['RetentionInDays'], DeletionPolicy]).toEqual([name, 30, 'Retain']);
});

test('everything that takes tags says whose it is', () => {
  const untagged = Object.entries(lakehouse.templates).flatMap(([stack, { Resources }]) =>
    Object.entries(Resources)
      .filter(([, { Type }]) =>
        /(?<!Log)(Bucket|Function|Role|Queue|Table|Stream|Topic|LogGroup)$/.test(Type),
      )
      .filter(([, { Properties }]) => {
        const tags = (Properties?.['Tags'] ?? []) as { Key: string; Value: string }[];
        return !tags.some(({ Key, Value }) => Key === 'Environment' && Value === 'dev');
      })
      .map(([id]) => `${stack}/${id}`),
  );
  expect(untagged).toEqual([]);
});

test('an emulated environment leaves out what emulators lack, and waits for minutes', () => {
  const emulated = synthesize(dev('  emulated: true\n'));
  for (const type of ['AWS::Logs::LogStream', 'AWS::Logs::MetricFilter', 'AWS::CloudWatch::CompositeAlarm'])
    expect(emulated.all(type)).toEqual([]);
  for (const type of ['Custom::LakehouseIntegration', 'Custom::LakehouseObjects', 'Custom::LakehouseCanary'])
    expect(Number(emulated.all(type)[0]?.[1].Properties?.['ServiceTimeout'])).toBeLessThanOrEqual(300);
});

test('only what holds data, and the writer of notifications, cannot be taken away or replaced in one deploy', () => {
  const imported = Object.values(lakehouse.templates).flatMap((template) =>
    [...JSON.stringify(template).matchAll(/"lakehouse-dev-(\w+):ExportsOutput(\w+?)[0-9A-F]{8}/g)].map(
      ([, stack, part]) => `${stack} ${part}`,
    ),
  );
  expect([...new Set(imported)].sort()).toEqual([
    'lake FnGetAttBucketLake',
    'lake FnGetAttNotificationWriterProviderframeworkonEvent',
    'lake RefBucketLake',
    'transforms FnGetAttState',
    'transforms RefState',
  ]);
});

test('nothing that has a name of ours is left behind, where it would be in the way of the next deploy', () => {
  const named = ['FunctionName', 'QueueName', 'DeliveryStreamName', 'Name'];
  const left = Object.values(lakehouse.templates).flatMap(({ Resources }) =>
    Object.values(Resources).flatMap(({ DeletionPolicy = 'Delete', Properties = {} }) =>
      DeletionPolicy === 'Delete' ? [] : named.flatMap((name) => Properties[name] ?? []),
    ),
  );
  expect(left).toEqual([]);
});

test('a stream of the other kind has another name, so that it can be made before the old one goes', () => {
  const names = (yaml: string) =>
    synthesize(dev(yaml))
      .all('AWS::KinesisFirehose::DeliveryStream')
      .map(([, { Properties }]) => Properties?.['DeliveryStreamName']);
  expect(names('')).toEqual(['lakehouse-dev-stream-delivery-from-stream']);
  expect(names('  stream: { kind: firehose }\n')).toEqual(['lakehouse-dev-stream-delivery-direct']);
});
