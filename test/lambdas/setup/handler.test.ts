import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { buildSync } from 'esbuild';
import { bundleOptions } from '../../../lib/constructs/bundle';
import { ENVIRONMENT, names, preparedAccount } from '../../support/deployed-account';
import { integrationProperties, objectsProperties } from '../../support/deployment';
import { snowflakeStandIn } from '../../support/snowflake-server';

/** Calls both handlers of a bundle as the provider framework does, until each event is complete. */
const FRAMEWORK = `
  const [file, events] = process.argv.slice(1);
  const { onEvent, isComplete } = require(file);
  const context = { awsRequestId: 'r-1', getRemainingTimeInMillis: () => 120000 };
  process.stdout.write = (line) => true;
  (async () => {
    const answers = [];
    for (const event of JSON.parse(events)) {
      const started = await onEvent(event, context);
      let answer;
      do answer = await isComplete({ ...event, ...started }, context); while (!answer.IsComplete);
      answers.push({ id: started.PhysicalResourceId, data: answer.Data });
    }
    process.stderr.write('ANSWERS ' + JSON.stringify(answers), () => process.exit(0));
  })().catch((error) => process.stderr.write('FAILED ' + error.message, () => process.exit(0)));
`;

test('the bundle makes the whole project’s landing, logged in by its IAM role', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'setup-bundle-'));
  const now = () => new Date();
  const account = await preparedAccount({ now });
  const server = await snowflakeStandIn(account.warehouse('PUBLIC'), undefined, {
    as: (role) => account.warehouse(role),
  });
  try {
    buildSync({ ...bundleOptions('setup'), outfile: join(folder, 'index.js'), logLevel: 'silent' });
    cpSync(join(__dirname, '../../../sql'), join(folder, 'sql'), { recursive: true });
    const events = [integrationProperties, objectsProperties].map((ResourceProperties) => ({
      ...{ RequestType: 'Create', ResourceProperties },
    }));
    const { stderr } = await promisify(execFile)(
      process.execPath,
      ['-e', FRAMEWORK, join(folder, 'index.js'), JSON.stringify(events)],
      {
        env: {
          LAKEHOUSE_ENVIRONMENT: ENVIRONMENT,
          SNOWFLAKE_ACCOUNT: 'ORG-ACCOUNT',
          SNOWFLAKE_ACCESS_URL: server.url,
          SNOWFLAKE_DATABASE: names.database,
          SNOWFLAKE_ROLE: names.roles.setup,
          SNOWFLAKE_WORKLOAD_IDENTITY_PROVIDER: 'AWS',
          SNOWFLAKE_WIF_ALLOWED_HOST_SUFFIXES: '127.0.0.1',
          AWS_REGION: 'eu-central-1',
          AWS_ACCESS_KEY_ID: 'test',
          AWS_SECRET_ACCESS_KEY: 'test',
        },
      },
    );
    expect(stderr.slice(stderr.search(/ANSWERS|FAILED/))).toBe(
      `ANSWERS ${JSON.stringify([
        { id: names.integration, data: { iamUserArn: account.iamUserArn, externalId: 'lakehouse-dev-0123' } },
        { id: `${names.database}/landing`, data: { notificationChannel: account.queueArn } },
      ])}`,
    );
    expect(server.logins.map(({ provider, role }) => [provider, role])).toContainEqual([
      'AWS',
      names.roles.setup,
    ]);
    expect([...account.state.pipes.keys()]).toContain('LAKEHOUSE_DEV.BRONZE_OLIST.ORDERS_PIPE');
  } finally {
    await server.close();
    rmSync(folder, { recursive: true });
  }
});
