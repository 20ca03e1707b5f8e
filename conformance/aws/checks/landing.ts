import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { lastWords, runCommand } from '../../command';
import { eventually } from '../api';
import { factsOf, fail, keysUnder, lakehouse, type Check } from './check';

export const stream: Check = async (context) => {
  const { bucket } = await factsOf(context);
  const [key] = await eventually('an object of the stream', 180, async () => {
    const keys = await keysUnder(context, bucket, 'bronze/events/');
    return keys.length > 0 ? keys : undefined;
  });
  if (!/^bronze\/events\/dt=\d{4}-\d\d-\d\d\/hour=\d\d\//.test(key ?? '')) fail(`the key is ${key}`);
  return `schedule → generator → Kinesis → Firehose → ${key}`;
};

export const notified: Check = async (context) => {
  const [key = ''] = await keysUnder(context, (await factsOf(context)).bucket, 'bronze/events/');
  await eventually(`the pipes' queue told of ${key}`, 60, () =>
    Promise.resolve(context.snowflake.announced.includes(key) || undefined),
  );
  return "S3 told the pipes' queue in Snowflake's account";
};

export const ingest: Check = async (context) => {
  const out = join(context.folder, 'files');
  mkdirSync(out, { recursive: true });
  const made = await runCommand(
    process.execPath,
    [join(context.root, 'bin/lakehouse.js'), 'generate', 'crm_erp', '--out', out, '--size', '50'],
    { cwd: context.root, env: context.emulator.env },
  );
  if (made?.status !== 0) fail(made ? lastWords(made) : 'lakehouse cannot be started');
  await lakehouse(context, 'ingest', 'crm_erp', out);
  const keys = await keysUnder(context, (await factsOf(context)).bucket, 'bronze/crm_erp/');
  return keys.length === 6 ? '6 files in the bucket' : fail(`in the bucket: ${keys.join(', ')}`);
};
