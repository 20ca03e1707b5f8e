import { generateKeyPairSync } from 'node:crypto';
import {
  deployLanding,
  desiredLanding,
  observeIntegration,
  planIntegration,
  send,
} from '../../../engine/landing/deployment';
import { openSnowflake } from '../../../engine/warehouse/snowflake';
import { names, preparedAccount } from '../../support/deployed-account';
import { integrationProperties, shop } from '../../support/deployment';
import { fixedClock, localWarehouse } from '../../support/local-warehouse';
import { snowflakeStandIn } from '../../support/snowflake-server';

const { privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  publicKeyEncoding: { type: 'spki', format: 'pem' },
});

/** The landing of a project brought about through the real driver, in an account with DuckDB behind it. */
test('what is deployed through the driver loads files, and a throttled statement is sent again', async () => {
  const local = await localWarehouse({ databaseName: names.database });
  const clock = fixedClock();
  const account = await preparedAccount({ ...clock, behind: local.warehouse });
  let throttled = 2;
  const server = await snowflakeStandIn(account.warehouse(names.roles.setup), undefined, {
    unavailable: (sql) => (sql.startsWith('CREATE STORAGE') && throttled-- > 0 ? 429 : undefined),
  });
  const warehouse = await openSnowflake({
    ...{ account: 'ORG-ACCOUNT', user: names.users.setup, role: names.roles.setup, database: names.database },
    ...{ accessUrl: server.url, authentication: { kind: 'key-pair', privateKey } },
  });
  try {
    const session = await warehouse.session();
    const { url } = local.lake;
    const integration = {
      ...integrationProperties,
      ...{ name: names.integration, roles: names.roles, allowedLocations: [`${url}bronze/`] },
    };
    await send(session, planIntegration(integration, undefined), names.roles.setup);
    expect(throttled).toBeLessThan(0);
    expect(await observeIntegration((sql) => session.query(sql), names.integration)).toMatchObject({
      iamUserArn: account.iamUserArn,
      externalId: integrationProperties.externalId,
    });
    const { database, roles } = names;
    const desired = desiredLanding(shop, { database, roles, integration: names.integration, lakeUrl: url });
    const given = { session, desired, now: clock.now };
    while (!(await deployLanding(given)).done);
    const key = 'bronze/shop/orders/extracted_at=2026-01-02T03:04:05Z/a.csv';
    await local.put(key, Buffer.from('order_id,status\n1,paid\n2,sent\n'));
    account.announce(key);
    await account.ingest();
    const { rows } = await session.query(
      `SELECT ORDER_ID, STATUS, _FILE FROM ${database}.BRONZE_SHOP.ORDERS ORDER BY ORDER_ID`,
    );
    expect(rows).toEqual([
      ['1', 'paid', key],
      ['2', 'sent', key],
    ]);
    account.sent.length = 0;
    expect(await deployLanding(given)).toEqual({
      done: true,
      notificationChannel: account.queueArn,
      sent: 0,
    });
    expect(account.writes).toEqual([]);
  } finally {
    await warehouse.close();
    await server.close();
    await local.close();
  }
});
