import { readMark } from '../../../engine/landing/deployment';
import { look, release, type CanaryDependencies, type CanaryEvent } from '../../../lambdas/canary/canary';
import { jsonLog } from '../../../lambdas/log';
import { names, preparedAccount } from '../../support/deployed-account';
import { deploy } from '../../support/deployment';
import { fixedClock } from '../../support/local-warehouse';
import type { SnowflakeAccount } from '../../support/snowflake-account';

const KEY = 'bronze/_canary/request-1.json';
const PIPE = 'LAKEHOUSE_DEV.BRONZE.CANARY_PIPE';
const event: CanaryEvent = {
  RequestType: 'Create',
  RequestId: 'request-1',
  ResourceProperties: { database: names.database, revision: 'one', waitSeconds: '3240' },
};

async function deployed() {
  const clock = fixedClock();
  const account = await preparedAccount(clock);
  await deploy({ account, clock });
  account.sent.length = 0;
  const removed: string[] = [];
  const given: CanaryDependencies = {
    open: () => Promise.resolve(account.warehouse(names.roles.setup)),
    objects: {
      put: (key) => Promise.resolve(account.land(key)),
      remove: (key) => Promise.resolve(void removed.push(key)),
    },
    log: jsonLog({ write: () => undefined, now: clock.now, fields: {} }),
    now: clock.now,
  };
  return { account, clock, given, removed };
}

const released = async (given: CanaryDependencies): Promise<CanaryEvent> => {
  const { Data } = await release(event, given);
  return { ...event, ...(Data && { Data: { ...Data } }) };
};

const pipeOf = (account: SnowflakeAccount) => {
  const pipe = account.state.pipes.get(PIPE);
  if (!pipe) throw new Error('no canary pipe');
  return pipe;
};

test('is complete when the row is there, and leaves neither file nor row', async () => {
  const { account, clock, given, removed } = await deployed();
  const going = await released(given);
  expect(await look(going, given)).toEqual({ IsComplete: false });
  account.announce(KEY);
  await account.work();
  clock.move(65_000);
  expect(await look(going, given)).toEqual({ IsComplete: true, Data: { seconds: '65' } });
  expect(removed).toEqual([KEY]);
  expect(account.loaded).toEqual([]);
});

test('starts no warehouse before the pipe has heard of the file', async () => {
  const { account, given } = await deployed();
  const going = await released(given);
  account.sent.length = 0;
  await look(going, given);
  expect(account.sent.map(({ sql }) => sql)).toEqual([`SELECT SYSTEM$PIPE_STATUS('${PIPE}')`]);
});

test('queues what landed before the bucket had a rule, once', async () => {
  const { account, given } = await deployed();
  account.land('bronze/shop/orders/early.csv');
  await release(event, given);
  await account.work();
  expect(account.loaded.map(({ file }) => file.key)).toEqual(['bronze/shop/orders/early.csv']);
  account.announce('bronze/shop/orders/early.csv');
  account.sent.length = 0;
  await release(event, given);
  await account.work();
  expect(account.loaded).toHaveLength(1);
  expect(account.sent.filter(({ sql }) => sql.includes('REFRESH'))).toEqual([]);
  expect(readMark(pipeOf(account).comment)).toEqual({
    definition: expect.any(String),
    refreshedAt: '2026-01-02T03:04:15.000Z',
  });
});

describe('names the leg that failed', () => {
  const failure = async (prepare: (account: SnowflakeAccount) => void | Promise<void>): Promise<string> => {
    const { account, clock, given } = await deployed();
    const going = await released(given);
    await prepare(account);
    clock.move(3_240_000);
    return look(going, given).then(
      () => 'complete',
      (error: unknown) => (error instanceof Error ? error.message : String(error)),
    );
  };
  const head = `LH619 The row of ${KEY} is not there after 3240 seconds. `;

  test('the file was not announced', async () => {
    expect(await failure(() => undefined)).toBe(
      `${head}Pipe ${PIPE} was not told of ${KEY}: no message reaches its queue. ` +
        "Compare the bucket's notifications with notification_channel in SHOW PIPES.",
    );
  });

  test('the pipe is stopped', async () => {
    expect(
      await failure((account) => {
        pipeOf(account).stopped = 'STALLED_COMPILATION_ERROR';
      }),
    ).toBe(`${head}Pipe ${PIPE} is STALLED_COMPILATION_ERROR.`);
  });

  test('the pipe was told and does not load', async () => {
    expect(await failure((account) => account.announce(KEY))).toBe(
      `${head}Pipe ${PIPE} was told of the file and has not loaded it; 1 files wait.`,
    );
  });

  test('Snowflake may not read the lake', async () => {
    expect(
      await failure((account) => {
        account.denied = 'Access Denied (Status Code: 403; Error Code: AccessDenied)';
      }),
    ).toBe(
      `${head}Snowflake may not read the lake: Access Denied (Status Code: 403; Error Code: AccessDenied). ` +
        "Compare the role's trust policy with DESC STORAGE INTEGRATION; Snowflake keeps its credentials for up to an hour.",
    );
  });

  test('the file was loaded without a row', async () => {
    expect(
      await failure((account) => {
        pipeOf(account).lastIngested = KEY;
      }),
    ).toBe(
      `${head}Pipe ${PIPE} has loaded ${KEY} and its row is not there: look at COPY_HISTORY of LAKEHOUSE_DEV.BRONZE.CANARY.`,
    );
  });
});

test('a row that came at the last moment counts', async () => {
  const { account, clock, given } = await deployed();
  const going = await released(given);
  account.announce(KEY);
  await account.work();
  clock.move(3_240_000);
  expect(await look(going, given)).toEqual({ IsComplete: true, Data: { seconds: '3240' } });
});

test('has nothing to delete, and does not log in for it', async () => {
  const { account, given } = await deployed();
  const gone: CanaryEvent = { ...event, RequestType: 'Delete', PhysicalResourceId: 'kept' };
  expect(await release(gone, given)).toEqual({ PhysicalResourceId: 'kept' });
  expect(await look(gone, given)).toEqual({ IsComplete: true });
  expect(account.sent).toEqual([]);
});
