import { createHash } from 'node:crypto';
import { LAKE_ROOT } from '../../engine/landing/keys';
import { ledger } from '../../engine/landing/setup';
import { DATABASE } from '../home/project';
import type { Inspected } from './inspected';

/** Changes whenever a file lands in the lake or is loaded. */
export async function arrivals({ lake, warehouse }: Inspected['home']): Promise<string> {
  const hash = createHash('sha256');
  const [loaded] = await warehouse.changeTokens([ledger(DATABASE)]);
  hash.update(loaded ?? '');
  for await (const { key, bytes } of lake.list(LAKE_ROOT)) hash.update(`\n${key} ${String(bytes)}`);
  return hash.digest('base64url').slice(0, 16);
}
