import { accountSpecOf } from '../../../cloud/account';
import { startAccountServer } from './server';

/**
 * `tsx test/support/snowflake-account/main.ts`, by its environment:
 * ENVIRONMENT and AWS_ACCOUNT (whose roles the service users name), AWS_ENDPOINT_URL_S3, QUEUE_ARN,
 * PORT of the driver's protocol, CONTROL_PORT.
 */
const given = (name: string): string => {
  const value = process.env[name];
  if (value === undefined || value === '') throw new Error(`${name} is not set`);
  return value;
};

void startAccountServer({
  spec: accountSpecOf(
    {
      ...{ env: given('ENVIRONMENT'), account: given('AWS_ACCOUNT'), region: 'eu-central-1' },
      ...{ snowflake: { login: 'workload-identity' }, budgets: { creditsPerMonth: 20 } },
    },
    { publicKeys: {} },
  ),
  endpoint: given('AWS_ENDPOINT_URL_S3'),
  queueArn: given('QUEUE_ARN'),
  port: Number(given('PORT')),
  controlPort: Number(given('CONTROL_PORT')),
}).then(
  () => process.stdout.write('ready\n'),
  (error: unknown) => {
    process.stderr.write(`${String(error)}\n`);
    process.exitCode = 1;
  },
);
