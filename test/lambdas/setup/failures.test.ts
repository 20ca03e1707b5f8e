import { LakehouseError } from '../../../engine/errors';
import { names, preparedAccount } from '../../support/deployed-account';
import {
  answerOf,
  create,
  deploy,
  integrationProperties,
  objectsProperties,
  type Answered,
  type Clock,
} from '../../support/deployment';
import { fixedClock } from '../../support/local-warehouse';
import { refusal, type SnowflakeAccount } from '../../support/snowflake-account';

async function prepared(): Promise<{ readonly account: SnowflakeAccount; readonly clock: Clock }> {
  const clock = fixedClock();
  return { clock, account: await preparedAccount(clock) };
}

const failureOf = (answers: readonly Answered[]): string =>
  answers.flatMap((answer) => (answer.status === 'FAILED' ? [answer.reason] : [])).join('\n');

/** What an account holds, whatever the order in which it came. */
const holding = ({ state }: SnowflakeAccount): unknown =>
  JSON.parse(
    JSON.stringify(state, (key, value: unknown) => {
      if (value instanceof Map || value instanceof Set) return [...value].sort();
      return /grants$/i.test(key) && Array.isArray(value)
        ? value.map((one) => JSON.stringify(one)).sort()
        : value;
    }),
  );

describe('a statement that fails', () => {
  test('ends with an answer that says what it was for, whichever it is, and the next deploy goes on from there', async () => {
    const clean = await prepared();
    await deploy(clean);
    const { account, clock } = await prepared();
    const failed = new Set<string>();
    let failing: string | undefined;
    // Each statement that changes something fails the first time that it is sent.
    account.interrupt = (sql) => {
      if (!/^(CREATE|GRANT|ALTER) /.test(sql) || failed.has(sql)) return undefined;
      failed.add(sql);
      failing = sql;
      return refusal('000603', 'XX000', 'SQL execution internal error: incident 7');
    };
    for (;;) {
      failing = undefined;
      const reason = failureOf(await deploy({ account, clock }));
      if (failing === undefined) {
        expect(reason).toBe('');
        break;
      }
      expect(reason).toMatch(
        /^GRANT/.test(failing) ? /^LH502 grant / : /^LH502 (?!grant)[a-z ]+ LAKEHOUSE_DEV/,
      );
      expect(reason).toContain('000603 (XX000): SQL execution internal error: incident 7');
    }
    expect(clean.account.writes.filter((sql) => !failed.has(sql))).toEqual([]);
    expect(failed.size).toBeGreaterThan(60);
    expect(holding(account)).toEqual(holding(clean.account));
  });

  test('ends with an answer also where it only reads', async () => {
    const clean = await prepared();
    await deploy(clean);
    const reads = new Set(clean.account.sent.map(({ sql }) => sql.split(' ').slice(0, 3).join(' ')));
    for (const failing of [...reads].filter((sql) => /^(SHOW|DESC|SELECT)/.test(sql))) {
      const { account, clock } = await prepared();
      account.interrupt = (sql) =>
        sql.startsWith(failing) ? refusal('000603', 'XX000', 'internal error') : undefined;
      const reason = failureOf(await deploy({ account, clock }));
      // Grants that may not be seen are not asked for.
      if (!failing.startsWith('SHOW GRANTS TO')) expect(`${failing}: ${reason}`).toContain('000603 (XX000)');
    }
  });
});

describe('what passes', () => {
  const unreachable = new LakehouseError([
    { code: 'LH502', message: '401002 (?????): Network error. Could not reach Snowflake.' },
  ]);

  test('is waited for: throttling and lost connections end the call, not the deploy', async () => {
    const { account, clock } = await prepared();
    let left = 7;
    account.interrupt = (sql) => (/^(CREATE|SHOW PIPES)/.test(sql) && left-- > 0 ? unreachable : undefined);
    expect(failureOf(await deploy({ account, clock }))).toBe('');
    expect(left).toBeLessThan(0);
  });

  test('is named when it has not passed in time', async () => {
    const { account, clock } = await prepared();
    account.interrupt = (sql) => (sql.startsWith('CREATE PIPE') ? unreachable : undefined);
    const [, objects] = await deploy({ account, clock });
    expect(objects).toMatchObject({
      status: 'FAILED',
      reason:
        'LH502 pipe LAKEHOUSE_DEV.BRONZE_SHOP.ORDERS_PIPE, as role LAKEHOUSE_DEV_LOADER: ' +
        '401002 (?????): Network error. Could not reach Snowflake.',
      calls: 121,
    });
  });

  test('a call that would be stopped in the middle ends before, and the next one goes on', async () => {
    const { account, clock } = await prepared();
    let hanging = true;
    account.interrupt = (sql) =>
      hanging && sql.startsWith('CREATE STAGE') ? new Promise<undefined>(() => undefined) : undefined;
    const answers = await deploy({
      ...{ account, clock, remainingMs: 10_050 },
      meanwhile: () => {
        hanging = false;
      },
    });
    expect(failureOf(answers)).toBe('');
    expect(account.state.pipes.size).toBe(3);
  });

  test('access that IAM has not spread yet is waited for', async () => {
    const { account, clock } = await prepared();
    account.denied = 'Access Denied (Status Code: 403; Error Code: AccessDenied)';
    let calls = 0;
    const answers = await deploy({
      ...{ account, clock },
      meanwhile: () => {
        calls += 1;
        if (calls === 3) account.denied = undefined;
      },
    });
    expect(failureOf(answers)).toBe('');
  });

  test('access that is refused for good is named, with Snowflake’s words', async () => {
    const { account, clock } = await prepared();
    account.denied = 'Access Denied (Status Code: 403; Error Code: AccessDenied)';
    expect(failureOf(await deploy({ account, clock }))).toBe(
      'LH618 Waited 1200 seconds:\n' +
        'access to s3://lake-bucket/bronze/: Access Denied (Status Code: 403; Error Code: AccessDenied)',
    );
    expect(account.state.pipes.size).toBe(0);
  });
});

describe('what a person has to mend', () => {
  test('missing rights are listed with their statements before anything is made', async () => {
    const { account, clock } = await prepared();
    account.state.grants.splice(
      account.state.grants.findIndex(({ privilege }) => privilege === 'CREATE INTEGRATION'),
      1,
    );
    account.state.databases.set(names.database, { owner: 'SYSADMIN' });
    const [integration] = await deploy({ account, clock });
    expect(integration).toMatchObject({
      reason:
        'LH617 The account lacks what `lakehouse setup-sql` makes. An account administrator runs that, or:\n' +
        'Database LAKEHOUSE_DEV belongs to role SYSADMIN, not to LAKEHOUSE_DEV_SETUP. ' +
        'CREATE DATABASE IF NOT EXISTS LAKEHOUSE_DEV; ' +
        'GRANT OWNERSHIP ON DATABASE LAKEHOUSE_DEV TO ROLE LAKEHOUSE_DEV_SETUP COPY CURRENT GRANTS;\n' +
        'Role LAKEHOUSE_DEV_SETUP lacks CREATE INTEGRATION on account. ' +
        'GRANT CREATE INTEGRATION ON ACCOUNT TO ROLE LAKEHOUSE_DEV_SETUP;',
    });
    expect(account.writes).toEqual([]);
  });

  test('pipes of several queues are refused with who has which', async () => {
    const { account, clock } = await prepared();
    await deploy({ account, clock });
    const pipe = account.state.pipes.get('LAKEHOUSE_DEV.BRONZE.CANARY_PIPE');
    if (pipe) pipe.channel = 'arn:aws:sqs:eu-central-1:123456789001:other';
    expect(failureOf(await deploy({ account, clock }))).toBe(
      'LH615 The pipes do not share one queue, so one notification of the bucket cannot reach them all:\n' +
        `${account.queueArn}: LAKEHOUSE_DEV.BRONZE_SHOP.ORDERS_PIPE, LAKEHOUSE_DEV.BRONZE_CLICKS.CLICKS_PIPE\n` +
        'arn:aws:sqs:eu-central-1:123456789001:other: LAKEHOUSE_DEV.BRONZE.CANARY_PIPE',
    );
  });

  test('properties that cannot be used are refused all at once', async () => {
    const { account, clock } = await prepared();
    const wrong = { ...objectsProperties, database: '', lakeUrl: 's3://lake', waitSeconds: 'long' };
    const answer = await answerOf(create(wrong), { account, clock });
    expect(answer).toMatchObject({
      reason:
        'LH620 database is missing; s3://lake does not end in /; waitSeconds is long, not a number of seconds.',
    });
    expect(account.sent).toEqual([]);
  });

  test('an answer fits into what CloudFormation takes', async () => {
    const { account, clock } = await prepared();
    account.interrupt = () => refusal('000603', 'XX000', 'ü'.repeat(10_000));
    const reason = failureOf(await deploy({ account, clock }));
    expect(Buffer.byteLength(reason)).toBeLessThan(2_500);
    expect(reason).toMatch(/ü\n… The rest is in the log\./);
  });

  test('nothing secret is in an answer or a log line of a driver’s error', async () => {
    const { account, clock } = await prepared();
    const lines: string[] = [];
    const error = Object.assign(new Error('Network down'), {
      data: { authorization: 'Snowflake Token="s3cret"' },
    });
    account.interrupt = () => error;
    const reason = failureOf(await deploy({ account, clock, lines }));
    expect(reason).toContain('Network down (a defect: see the log)');
    expect(`${reason}${lines.join('')}`).not.toContain('s3cret');
  });
});

describe('updates', () => {
  test('keep the physical id, so that neither an update nor its rollback deletes', async () => {
    const { account, clock } = await prepared();
    const [, created] = await deploy({ account, clock });
    const id = created?.status === 'SUCCESS' ? created.id : '';
    const update = (revision: string) => ({
      ...{ RequestType: 'Update' as const, PhysicalResourceId: id },
      ResourceProperties: { ...objectsProperties, revision },
    });
    account.interrupt = () => refusal('000603', 'XX000', 'internal error');
    expect(await answerOf(update('two'), { account, clock })).toMatchObject({ status: 'FAILED' });
    account.interrupt = () => undefined;
    account.sent.length = 0;
    expect(await answerOf(update('one'), { account, clock })).toMatchObject({ status: 'SUCCESS', id });
    expect(account.writes).toEqual([]);
  });

  test('alter an integration, never make it anew, and keep the external id of one that was there', async () => {
    const { account, clock } = await prepared();
    await deploy({ account, clock });
    account.sent.length = 0;
    const answer = await answerOf(
      create({
        ...integrationProperties,
        externalId: 'another',
        roleArn: 'arn:aws:iam::111122223333:role/moved',
        allowedLocations: ['s3://lake-bucket/bronze/', 's3://other/bronze/'],
      }),
      { account, clock },
    );
    expect(account.writes).toEqual([
      [
        'ALTER STORAGE INTEGRATION LAKEHOUSE_DEV_LAKE SET',
        "STORAGE_AWS_ROLE_ARN = 'arn:aws:iam::111122223333:role/moved'",
        "STORAGE_ALLOWED_LOCATIONS = ('s3://lake-bucket/bronze/', 's3://other/bronze/')",
      ].join('\n'),
    ]);
    expect(answer).toMatchObject({ data: { externalId: 'lakehouse-dev-0123' } });
  });

  test('mend grants that somebody has revoked', async () => {
    const { account, clock } = await prepared();
    await deploy({ account, clock });
    account.state.futureGrants.splice(0, 1);
    account.sent.length = 0;
    await deploy({ account, clock });
    expect(account.writes).toEqual([
      'GRANT SELECT ON ALL TABLES IN SCHEMA LAKEHOUSE_DEV.BRONZE TO ROLE LAKEHOUSE_DEV_TRANSFORMER',
      'GRANT SELECT ON FUTURE TABLES IN SCHEMA LAKEHOUSE_DEV.BRONZE TO ROLE LAKEHOUSE_DEV_TRANSFORMER',
      'GRANT SELECT ON ALL TABLES IN SCHEMA LAKEHOUSE_DEV.BRONZE TO ROLE LAKEHOUSE_DEV_TRANSFORMER',
    ]);
  });
});

describe('a delete', () => {
  const remove = (properties: object) => ({
    ...{ RequestType: 'Delete' as const, PhysicalResourceId: 'given at the create' },
    ResourceProperties: { ...objectsProperties, ...properties },
  });

  test.each([
    ['no key', {}],
    ['the setting alone', { removal: { policy: 'destroy' } }],
    ['the setting and another name', { removal: { policy: 'destroy', confirmed: 'LAKEHOUSE_PROD' } }],
    ['the name alone', { removal: { policy: 'retain', confirmed: 'LAKEHOUSE_DEV' } }],
  ])('keeps everything and does not even log in with %s', async (_, properties) => {
    const { account, clock } = await prepared();
    await deploy({ account, clock });
    account.sent.length = 0;
    expect(await answerOf(remove(properties), { account, clock })).toMatchObject({
      ...{ status: 'SUCCESS', id: 'given at the create' },
    });
    expect(account.sent).toEqual([]);
  });

  test('drops the database and the integration with both keys, and may be repeated', async () => {
    const { account, clock } = await prepared();
    await deploy({ account, clock });
    account.sent.length = 0;
    const keys = (confirmed: string) => ({ removal: { policy: 'destroy', confirmed } });
    for (let round = 0; round < 2; round += 1) {
      await answerOf(remove(keys(names.database)), { account, clock });
      await answerOf(remove({ ...integrationProperties, ...keys(names.integration) }), { account, clock });
    }
    expect(account.writes.slice(0, 2)).toEqual([
      'DROP DATABASE IF EXISTS LAKEHOUSE_DEV',
      'DROP INTEGRATION IF EXISTS LAKEHOUSE_DEV_LAKE',
    ]);
    expect(account.state.databases.size + account.state.integrations.size).toBe(0);
  });

  test('says what it could not drop', async () => {
    const { account, clock } = await prepared();
    await deploy({ account, clock });
    account.interrupt = (sql) =>
      sql.startsWith('DROP') ? refusal('003001', '42501', 'Insufficient privileges') : undefined;
    const answer = await answerOf(remove({ removal: { policy: 'destroy', confirmed: names.database } }), {
      account,
      clock,
    });
    expect(answer).toMatchObject({
      status: 'FAILED',
      reason:
        'LH502 database LAKEHOUSE_DEV, as role LAKEHOUSE_DEV_SETUP: 003001 (42501): Insufficient privileges',
    });
  });
});
