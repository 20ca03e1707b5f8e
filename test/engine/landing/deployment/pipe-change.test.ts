import fc from 'fast-check';
import { landingChanges } from '../../../../cloud/landing-changes';
import { readMark } from '../../../../engine/landing/deployment';
import type { Project } from '../../../../engine/project';
import { names, preparedAccount } from '../../../support/deployed-account';
import { answerOf, create, deploy, grownShop, objectsProperties, shop } from '../../../support/deployment';
import { fixedClock } from '../../../support/local-warehouse';
import { refusal, type SnowflakeAccount } from '../../../support/snowflake-account';

const MINUTE = 60_000;
const PIPE = 'LAKEHOUSE_DEV.BRONZE_SHOP.ORDERS_PIPE';

async function deployed() {
  const clock = fixedClock();
  const account = await preparedAccount(clock);
  await deploy({ account, clock });
  account.sent.length = 0;
  return { account, clock };
}

const changed = (account: SnowflakeAccount) => {
  const pipe = account.state.pipes.get(PIPE);
  return { ...pipe, mark: readMark(pipe?.comment ?? '') };
};

describe('a pipe whose text has changed', () => {
  test('is drained, paused, replaced, granted again and caught up, in this order', async () => {
    const { account, clock } = await deployed();
    account.state.grants.push({ privilege: 'OPERATE', type: 'PIPE', name: PIPE, role: 'ON_CALL' });
    account.state.roles.add('ON_CALL');
    const [, objects] = await deploy({ account, clock, project: grownShop });
    expect(objects).toMatchObject({ status: 'SUCCESS' });
    const about = account.writes.filter((sql) => sql.includes(PIPE)).map((sql) => sql.split('\n')[0]);
    expect(about).toEqual([
      expect.stringContaining('"pausing":true'),
      `ALTER PIPE ${PIPE} SET PIPE_EXECUTION_PAUSED = TRUE`,
      expect.stringContaining('"pausedAt":"2026-01-02T03:04:25.000Z"'),
      `CREATE OR REPLACE PIPE ${PIPE}`,
      `ALTER PIPE ${PIPE} REFRESH MODIFIED_AFTER = '2026-01-02T03:04:25Z'`,
      `GRANT MONITOR ON PIPE ${PIPE} TO ROLE LAKEHOUSE_DEV_TRANSFORMER`,
      `GRANT MONITOR ON PIPE ${PIPE} TO ROLE LAKEHOUSE_DEV_MONITOR`,
      `GRANT OPERATE ON PIPE ${PIPE} TO ROLE ON_CALL`,
      expect.stringMatching(
        /SET COMMENT = 'lakehouse \{"definition":"\w+","unannounced":true,"refreshedAt":"2026-01-02T03:05:35.000Z"\}'$/,
      ),
    ]);
    expect(changed(account)).toMatchObject({
      paused: false,
      definition: expect.stringContaining('SKIP_FILE'),
    });
  });

  test('is told of before, with what waits', async () => {
    const { account } = await deployed();
    account.land('bronze/shop/orders/a.csv');
    account.announce('bronze/shop/orders/a.csv');
    const told = await landingChanges(account.warehouse('ACCOUNTADMIN'), grownShop, names);
    expect(told.map(({ what }) => what)).toEqual([
      expect.stringMatching(/^table LAKEHOUSE_DEV\.BRONZE_SHOP\.ORDERS, as role/),
      expect.stringMatching(/^external table LAKEHOUSE_DEV\.BRONZE_SHOP\.ORDERS_EXTERNAL, as role/),
      expect.stringMatching(/^external table LAKEHOUSE_DEV\.BRONZE_CLICKS\.CLICKS_EXTERNAL, as role/),
      `pipe ${PIPE} is changed: its queued files are loaded, 1 of which wait now, it is paused for a minute, replaced, and given what came meanwhile`,
      expect.stringContaining('pipe LAKEHOUSE_DEV.BRONZE_CLICKS.CLICKS_PIPE is changed'),
    ]);
    expect(account.writes).toEqual([]);
    expect(await landingChanges(account.warehouse('ACCOUNTADMIN'), shop, names)).toEqual([]);
  });

  test('does not touch the others', async () => {
    const { account, clock } = await deployed();
    await deploy({ account, clock, project: grownShop });
    expect(account.writes.filter((sql) => sql.includes('CANARY_PIPE'))).toEqual([]);
  });

  test('waits for what is queued, and says so when that takes too long', async () => {
    const { account, clock } = await deployed();
    account.land('bronze/shop/orders/a.csv');
    account.announce('bronze/shop/orders/a.csv');
    const [, objects] = await deploy({ account, clock, project: grownShop });
    expect(objects).toMatchObject({
      status: 'FAILED',
      reason: `LH618 Waited 1200 seconds:\npipe ${PIPE} has 1 files to load before it can be changed`,
    });
    expect(changed(account)).toMatchObject({ paused: false });
  });

  test('runs on as it was when the change is taken back half-way', async () => {
    const { account, clock } = await deployed();
    const before = changed(account).mark;
    account.interrupt = (sql) =>
      sql.startsWith('CREATE OR REPLACE PIPE') ? refusal('000603', 'XX000', 'incident') : undefined;
    await deploy({ account, clock, project: grownShop });
    expect(changed(account)).toMatchObject({ paused: true });
    account.interrupt = () => undefined;
    await deploy({ account, clock, project: shop });
    expect(changed(account)).toMatchObject({ paused: false, mark: before });
  });

  test('stays as it is where REFRESH would not reach back', async () => {
    const { account, clock } = await deployed();
    account.interrupt = (sql) =>
      sql.startsWith('CREATE OR REPLACE PIPE') ? refusal('000603', 'XX000', 'incident') : undefined;
    await deploy({ account, clock, project: grownShop });
    clock.move(8 * 24 * 60 * MINUTE);
    account.interrupt = () => undefined;
    const [, objects] = await deploy({ account, clock, project: grownShop });
    expect(objects).toMatchObject({
      reason: expect.stringContaining(
        `LH616 Pipe ${PIPE} was paused at 2026-01-02T03:04:25.000Z to be changed, longer ago than the 7 days`,
      ),
    });
  });
});

test('a lake that lies elsewhere moves the stage after all of its pipes are paused', async () => {
  const { account, clock } = await deployed();
  account.state.integrations.get('LAKEHOUSE_DEV_LAKE')?.locations.push('s3://new-bucket/bronze/');
  const moved = create({ ...objectsProperties, lakeUrl: 's3://new-bucket/' });
  expect(await answerOf(moved, { account, clock })).toMatchObject({ status: 'SUCCESS' });
  const verbs = account.writes.flatMap(
    (sql) => /^(ALTER STAGE|CREATE OR REPLACE PIPE)|PAUSED = TRUE/.exec(sql)?.[0] ?? [],
  );
  expect(verbs).toEqual([
    ...Array<string>(3).fill('PAUSED = TRUE'),
    'ALTER STAGE',
    ...Array<string>(3).fill('CREATE OR REPLACE PIPE'),
  ]);
  expect([...account.state.pipes.values()].map(({ stopped }) => stopped)).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});

/** What happens beside a deploy. */
type Happening =
  | { readonly kind: 'lands'; readonly lateness: number }
  | { readonly kind: 'time'; readonly seconds: number }
  | { readonly kind: 'loads'; readonly takes: number }
  | { readonly kind: 'deploy'; readonly to: 'old' | 'new'; readonly diesAt: number };

const happening: fc.Arbitrary<Happening> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant('lands' as const), lateness: fc.integer({ min: 0, max: 600 }) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('time' as const), seconds: fc.integer({ min: 1, max: 400 }) }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant('loads' as const), takes: fc.integer({ min: 0, max: 50 }) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('deploy' as const),
      to: fc.constantFrom('old' as const, 'new' as const),
      // Before which statement that changes something the function dies; 30: it does not.
      diesAt: fc.integer({ min: 0, max: 30 }),
    }),
  },
);

test('every file is loaded once, whatever happens during changes, and wherever a function dies', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(happening, { minLength: 5, maxLength: 30 }), async (happenings) => {
      const { account, clock } = await deployed();
      const world = new World(account, clock);
      for (const one of happenings) await world.live(one);
      await world.deploy(grownShop, 99);
      await world.end();
      const counts = new Map(world.landed.map((key) => [key, 0]));
      for (const { file } of account.loaded) counts.set(file.key, (counts.get(file.key) ?? 0) + 1);
      expect([...counts].filter(([, count]) => count !== 1)).toEqual([]);
      expect(changed(account).mark).toMatchObject({ definition: expect.any(String), unannounced: true });
      expect(changed(account)).toMatchObject({ paused: false });
    }),
    {
      numRuns: Number(process.env.RUNS ?? 40),
      examples: [
        [
          [
            { kind: 'lands', lateness: 507 },
            { kind: 'time', seconds: 506 },
            { kind: 'deploy', to: 'new', diesAt: 4 },
            { kind: 'time', seconds: 395 },
            { kind: 'deploy', to: 'old', diesAt: 0 },
          ],
        ],
      ],
    },
  );
});

/** Files land, S3 tells of them later, pipes load: with time. */
class World {
  readonly landed: string[] = [];
  private untold: { readonly key: string; readonly at: number }[] = [];

  constructor(
    private readonly account: SnowflakeAccount,
    private readonly clock: ReturnType<typeof fixedClock>,
  ) {}

  async live(one: Happening): Promise<void> {
    switch (one.kind) {
      case 'lands':
        return this.land(one.lateness);
      case 'time':
        return this.pass(one.seconds);
      case 'loads':
        return this.account.work(one.takes * 1_000);
      case 'deploy':
        return this.deploy(one.to === 'old' ? shop : grownShop, one.diesAt);
    }
  }

  async deploy(project: Project, diesAt: number): Promise<void> {
    let left = diesAt;
    this.account.interrupt = (sql) =>
      /^(CREATE|ALTER (PIPE|STAGE)|GRANT)/.test(sql) && left-- <= 0
        ? new Error('the function died')
        : undefined;
    await answerOf(create(objectsProperties), {
      ...{ account: this.account, clock: this.clock, project },
      meanwhile: async () => {
        this.pass(0);
        await this.account.work(5_000);
      },
    });
    this.account.interrupt = () => undefined;
  }

  async end(): Promise<void> {
    this.pass(3_600);
    await this.account.work();
    this.pass(60);
    this.account.settle();
  }

  private land(lateness: number): void {
    const key = `bronze/shop/orders/${this.landed.length}.csv`;
    const now = this.clock.now();
    // S3 keeps seconds.
    this.account.land(key, new Date(Math.floor(now.getTime() / 1_000) * 1_000));
    this.landed.push(key);
    this.untold.push({ key, at: now.getTime() + lateness * 1_000 });
  }

  /** S3 tells of each file when it is time to: what it tells of later than the lateness allows for is not found again. */
  private pass(seconds: number): void {
    const end = this.clock.now().getTime() + seconds * 1_000;
    const due = this.untold.filter(({ at }) => at <= end).sort((one, other) => one.at - other.at);
    this.untold = this.untold.filter(({ at }) => at > end);
    for (const { key, at } of due) {
      this.clock.move(Math.max(0, at - this.clock.now().getTime()));
      this.account.announce(key);
    }
    this.clock.move(end - this.clock.now().getTime());
    this.account.settle();
  }
}
