import { generateKeyPairSync } from 'node:crypto';
import { openSnowflake } from '../../../../engine/warehouse/snowflake';
import { localWarehouse } from '../../../support/local-warehouse';
import { snowflakeStandIn } from '../../../support/snowflake-server';
import { warehouseContract } from '../../../support/warehouse-contract';

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });

warehouseContract(async () => {
  const behind = await localWarehouse();
  const server = await snowflakeStandIn(behind.warehouse, publicKey);
  const warehouse = await openSnowflake({
    account: 'acme-shop',
    user: 'LAKEHOUSE',
    database: 'LAKEHOUSE',
    accessUrl: server.url,
    authentication: {
      kind: 'key-pair',
      privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    },
  });
  return {
    warehouse,
    close: async () => {
      await warehouse.close();
      await server.close();
      await behind.close();
    },
  };
});
