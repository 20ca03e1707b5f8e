import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { freePort } from '../../test/support/free-port';
import { messageOf } from '../../engine/errors';
import type { Outcome, Suite } from '../suite';
import { prepareVenv } from '../venv';
import { makeApi } from './api';
import { makeCdk } from './cdk';
import { checks, type Context } from './checks';
import { ACCOUNT, REGION, startEmulator } from './emulator';
import { startSnowflake } from './snowflake';

/**
 * The whole deploy by the stock command line into an emulator of AWS, with the functions running there and speaking
 * with a stand-in of Snowflake through its own driver; then what is deployed is driven. What this proves and what only
 * real accounts can prove: docs/verification.md.
 */
export const awsSuite: Suite = {
  name: 'aws',
  title: '`cdk deploy --all` into an emulator of AWS, then what was deployed is driven',
  async run(surroundings): Promise<Outcome> {
    const { root, workspace, print } = surroundings;
    const venv = await prepareVenv(surroundings, {
      name: 'aws-venv',
      notice: 'an emulator of AWS (once, about 120 MB)',
      files: [[join(root, 'conformance/aws/requirements.txt')]],
    });
    if (!venv.ready) return { status: 'skipped', summary: venv.reason };
    const folder = join(workspace, 'aws');
    mkdirSync(folder, { recursive: true });
    const emulator = await startEmulator(venv, { root, port: await freePort(), folder });
    const environment = 'dev';
    const snowflake = await startSnowflake(emulator, {
      ...{ root, environment, log: join(folder, 'snowflake.log') },
      ...{ port: await freePort(), controlPort: await freePort() },
    });
    try {
      const environments = join(folder, 'environments.yml');
      const configure: Context['configure'] = (more) =>
        writeFileSync(
          environments,
          stringify({ [environment]: { ...settings(snowflake.accessUrl), ...more } }),
        );
      configure({});
      const cdk = makeCdk(root, emulator, {
        env: environment,
        environments,
        output: join(folder, 'cdk.out'),
      });
      const api = makeApi(root, venv, emulator);
      const apiOf: Context['apiOf'] = (keys) => makeApi(root, venv, emulator, keys);
      const context: Context = { root, environment, emulator, snowflake, cdk, api, apiOf, configure, folder };
      let failures = 0;
      for (const [name, check] of checks) {
        const started = Date.now();
        try {
          const found = await check(context);
          print(`  ok    ${name}: ${found} (${((Date.now() - started) / 1000).toFixed(1)} s)`);
        } catch (error: unknown) {
          failures += 1;
          print(`  FAIL  ${name}: ${messageOf(error)}`);
          if (name.startsWith('deploy')) break;
        }
      }
      return failures === 0
        ? { status: 'passed', summary: `${checks.length} checks` }
        : { status: 'failed', summary: `${failures} of ${checks.length} checks; logs in ${folder}` };
    } finally {
      await snowflake.stop();
      await emulator.stop();
    }
  },
};

/** An environment like any other, but for what an emulator lacks. */
const settings = (accessUrl: string) => ({
  account: ACCOUNT,
  region: REGION,
  snowflake: { account: 'ORG-ACCOUNT', accessUrl },
  stream: { generator: 'rate(1 minute)', bufferSeconds: 60 },
  transforms: { schedule: 'rate(1 hour)', pauseMinutes: 1 },
  monitor: { schedule: 'rate(1 minute)' },
  lake: { removal: 'destroy' },
  emulated: true,
});
