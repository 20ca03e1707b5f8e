import { z } from 'zod';
import { scheduleMistake, silenceMistake } from './schedule';
import { tagMistake } from './tags';

const HOUR = 3600;
const DAY = 24 * HOUR;

/** @param longest seconds between two firings, beyond which nobody would hear of its end */
const schedule = (longest: number) =>
  z.string().check((context) => {
    const { value: input } = context;
    const mistake = scheduleMistake(input);
    const reason = mistake === undefined ? silenceMistake(input, longest) : `is no schedule: ${mistake}`;
    if (reason !== undefined)
      context.issues.push({ code: 'custom', input, message: `${JSON.stringify(input)} ${reason}` });
  });
/** An alarm looks back for seven days. */
const sometimes = schedule(6 * DAY);

/** What CloudWatch Logs takes. https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html */
export const RETENTION_DAYS = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
] as const;

/** The 12 digits want quotes: YAML reads a bare 000000000000 as the number 0. */
const awsAccount = z.string('an account is 12 digits in quotes').regex(/^\d{12}$/, 'an account is 12 digits');
/** Organization and account name; an account locator has no organization and is not taken. */
const snowflakeAccount = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9]*-[A-Za-z][A-Za-z0-9_]*$/, 'write organization-account, e.g. ACME-WAREHOUSE');
/**
 * A typing error in a region is heard at the deploy only. China and GovCloud are other partitions: Snowflake reads their
 * buckets under other schemes and providers, and has no budgets there.
 * https://docs.snowflake.com/en/sql-reference/sql/create-storage-integration
 */
const region = z
  .string()
  .regex(
    /^(af|ap|ca|eu|il|me|mx|sa|us)-(central|(north|south)?(east|west)|north|south)-\d$/,
    'is no region of the commercial partition, e.g. eu-central-1',
  );
const positive = z.number().positive('must be above 0');

const snowflake = z.strictObject({
  account: snowflakeAccount,
  /** `workload-identity`: functions log in by their IAM role, no secret. `key-pair`: by Secrets Manager `lakehouse-<env>/<function>`. */
  login: z.enum(['workload-identity', 'key-pair']).default('workload-identity'),
  /** Another address of the account: a stand-in under test. PrivateLink's is out of reach, functions being in no VPC. */
  accessUrl: z.url().optional(),
});

const lake = z.strictObject({
  /** `destroy` deletes data with the stacks, and only together with `-c destroy-data=<env>`. */
  removal: z.enum(['retain', 'destroy']).default('retain'),
});

/** What an earlier deploy retained, to go on with: names, as its stacks' outputs or `aws s3 ls` tell them. */
const adopt = z.strictObject({
  bucket: z
    .string()
    .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'is no name of a bucket')
    .optional(),
  /** The DynamoDB table of run state and history. */
  stateTable: z
    .string()
    .regex(/^[A-Za-z0-9_.-]{3,255}$/, 'is no name of a table')
    .optional(),
});

const stream = z.strictObject({
  /** `firehose`: the generator writes to Firehose itself, at no cost when idle, with no replay. */
  kind: z.enum(['kinesis', 'firehose']).default('kinesis'),
  /** When the generator makes demonstration events. An environment with real shops keeps it off. */
  generator: z.union([z.literal('off'), sometimes]).default('off'),
  /** Firehose writes an object after these seconds or megabytes, whichever is first. 0-900 s, 1-128 MB. */
  bufferSeconds: z.int().min(60).max(900).default(60),
  bufferMegabytes: z.int().min(1).max(128).default(64),
});

const transforms = z.strictObject({
  /** Runs besides those that arrivals start: models that only time changes. */
  schedule: sometimes.default('cron(15 3 * * ? *)'),
  /** Between the starts of two runs that no person asks for: a stream would keep the warehouse awake. */
  pauseMinutes: z.int().min(1).max(1440).default(10),
  /** Statements at the same time. */
  threads: z.int().min(1).max(64).default(8),
});

const alarms = z.strictObject({
  /** Subscribed to the alarms' topic; the person confirms by a link. */
  email: z.email().optional(),
  /** Where docs/runbook.md can be read: alarms link to its headings. */
  runbook: z.url().default('https://github.com/example/lakehouse/blob/main/docs/runbook.md'),
});

const budgets = z
  .strictObject({
    /** AWS Budgets, over what carries our tags. */
    dollarsPerMonth: positive.default(100),
    /** The resource monitor, which suspends the warehouses. The defaults pay for a run after every pause (docs/deployment.md). */
    creditsPerMonth: z.int().positive('must be above 0').default(200),
    /** An alarm. */
    creditsPerDay: positive.default(8),
  })
  .check(({ value: input, issues }) => {
    if (input.creditsPerDay > input.creditsPerMonth)
      issues.push({
        ...{ code: 'custom', input, path: ['creditsPerDay'] },
        message: `${input.creditsPerDay} is more than creditsPerMonth, ${input.creditsPerMonth}: the warehouses would be suspended before the alarm`,
      });
  });

/** One environment of environments.yml. */
export const environmentSchema = z.strictObject({
  account: awsAccount,
  region,
  snowflake,
  lake: lake.prefault({}),
  adopt: adopt.prefault({}),
  stream: stream.prefault({}),
  /** How the bucket tells the pipes of a file. `sns` fans out, for replication or further subscribers. */
  notifications: z.enum(['sqs', 'sns']).default('sqs'),
  transforms: transforms.prefault({}),
  /** How often the monitor looks at the pipes: once an hour at least, since a period of its alarms is one look. */
  monitor: z.strictObject({ schedule: schedule(HOUR).default('rate(5 minutes)') }).prefault({}),
  alarms: alarms.prefault({}),
  logs: z
    .strictObject({
      retentionDays: z.literal(RETENTION_DAYS, `must be one of ${RETENTION_DAYS.join(', ')}`).default(30),
      /** X-Ray. */
      tracing: z.boolean().default(true),
    })
    .prefault({}),
  budgets: budgets.prefault({}),
  /**
   * Functions of which one at a time is enough reserve that much of the account's concurrency. A new account has 10 and
   * can reserve none: false there, the locks in the state table hold all the same.
   * https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html
   */
  reserveConcurrency: z.boolean().default(true),
  /** On every resource, beside `Project` and `Environment`. */
  tags: z
    .record(z.string(), z.string())
    .check(({ value: input, issues }) => {
      for (const [key, value] of Object.entries(input)) {
        const message = tagMistake(key, value);
        if (message !== undefined) issues.push({ code: 'custom', input, path: [key], message });
      }
    })
    .default({}),
  /** Leaves out what AWS emulators lack: a test's own file sets it, never this one. */
  emulated: z.boolean().default(false),
});

/** Names of environments are part of names in AWS and Snowflake. */
export const environmentName = /^[a-z][a-z0-9]{0,15}$/;
