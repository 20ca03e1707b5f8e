import { startServer } from '../server';
import { ACCOUNT, REGION, type Emulator } from './emulator';

/** Snowflake's own AWS account, as far as this account sees it: the pipes' queue lies there. */
export const SNOWFLAKE_ACCOUNT = '123456789001';
/** Who reads its customers' buckets. */
export const SNOWFLAKE_USER = 'abc1-b-self1234';
const QUEUE = 'sf-snowpipe-AIDAEXAMPLE-conformance';

export interface Snowflake {
  /** For the environment's settings: `snowflake.accessUrl`. */
  readonly accessUrl: string;
  readonly queueArn: string;
  /** What was sent since the last call. */
  sent(): Promise<readonly { readonly sql: string; readonly role: string }[]>;
  /** Keys that S3 told the pipes' queue of, so far. */
  readonly announced: readonly string[];
  stop(): Promise<void>;
}

/** A stand-in of a Snowflake account, and what carries S3's messages from the pipes' queue to its pipes. */
export async function startSnowflake(
  emulator: Emulator,
  options: {
    readonly root: string;
    readonly environment: string;
    readonly port: number;
    readonly controlPort: number;
    readonly log: string;
  },
): Promise<Snowflake> {
  const { root, environment, port, controlPort, log } = options;
  const queue = snowpipeQueue(emulator);
  await queue.create();
  const control = `http://127.0.0.1:${controlPort}`;
  const queueArn = `arn:aws:sqs:${REGION}:${SNOWFLAKE_ACCOUNT}:${QUEUE}`;
  const server = await startServer(
    process.execPath,
    ['--require', 'tsx/cjs', 'test/support/snowflake-account/main.ts'],
    {
      cwd: root,
      env: {
        ...emulator.env,
        ...{ ENVIRONMENT: environment, AWS_ACCOUNT: ACCOUNT, QUEUE_ARN: queueArn },
        ...{ PORT: String(port), CONTROL_PORT: String(controlPort) },
      },
      log,
      ready: () => fetch(control),
    },
  );
  const announced: string[] = [];
  let carrying: Promise<unknown> = Promise.resolve();
  const carry = async (): Promise<void> => {
    const keys = await queue.receive();
    if (keys.length === 0) return;
    announced.push(...keys);
    await fetch(`${control}/announce`, { method: 'POST', body: JSON.stringify({ keys }) });
  };
  const timer = setInterval(() => {
    // One at a time: what fails is tried again with the next messages, and shows in what was announced.
    carrying = carrying.then(carry).catch(() => undefined);
  }, 1000);
  return {
    accessUrl: `http://127.0.0.1:${port}`,
    queueArn,
    announced,
    sent: async () => {
      const statements = (await (await fetch(`${control}/statements`)).json()) as Awaited<
        ReturnType<Snowflake['sent']>
      >;
      await fetch(`${control}/statements`, { method: 'DELETE' });
      return statements;
    },
    stop: async () => {
      clearInterval(timer);
      await carrying;
      await server.stop();
    },
  };
}

/** Snowflake lets every bucket send to its queue. */
const POLICY = {
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Principal: { Service: 's3.amazonaws.com' },
      Action: 'sqs:SendMessage',
      Resource: `arn:aws:sqs:${REGION}:${SNOWFLAKE_ACCOUNT}:${QUEUE}`,
    },
  ],
};

/** The queue that all pipes of a bucket share. The emulator takes an access key of 12 digits for the account's. */
function snowpipeQueue({ endpoint, request }: Emulator) {
  const call = async <Answer>(operation: string, body: object): Promise<Answer> =>
    JSON.parse(
      await request(
        '/',
        {
          'content-type': 'application/x-amz-json-1.0',
          'x-amz-target': `AmazonSQS.${operation}`,
          authorization: `AWS4-HMAC-SHA256 Credential=${SNOWFLAKE_ACCOUNT}/20260101/${REGION}/sqs/aws4_request, SignedHeaders=host, Signature=none`,
        },
        JSON.stringify(body),
      ),
    ) as Answer;
  const QueueUrl = `${endpoint}/${SNOWFLAKE_ACCOUNT}/${QUEUE}`;
  return {
    create: () => call('CreateQueue', { QueueName: QUEUE, Attributes: { Policy: JSON.stringify(POLICY) } }),
    /** Keys of the objects that the next messages tell of; S3's test event tells of none. */
    receive: async (): Promise<readonly string[]> => {
      const { Messages = [] } = await call<{
        readonly Messages?: readonly { readonly Body: string; readonly ReceiptHandle: string }[];
      }>('ReceiveMessage', { QueueUrl, MaxNumberOfMessages: 10 });
      for (const { ReceiptHandle } of Messages) await call('DeleteMessage', { QueueUrl, ReceiptHandle });
      return Messages.flatMap(({ Body }) => keysOf(JSON.parse(Body) as S3Message));
    },
  };
}

interface S3Message {
  readonly Records?: readonly { readonly s3: { readonly object: { readonly key: string } } }[];
}

const keysOf = ({ Records = [] }: S3Message): readonly string[] =>
  Records.map(({ s3 }) => decodeURIComponent(s3.object.key.replaceAll('+', ' ')));
