import { accounted } from './accounted';
import { alarm } from './alarm';
import type { Check } from './check';
import { again, bootstrap, deploy, handshake, trusted } from './deployed';
import { ingest, notified, stream } from './landing';
import { destroyed, retained } from './removal';
import { idle, machine, readers, run } from './runs';

export type { Context } from './check';

/** In this order; those whose name starts with `deploy` are needed by all that follow. */
export const checks: readonly (readonly [name: string, check: Check])[] = [
  ['deploy: bootstrap', bootstrap],
  ['deploy: every stack, the canary last', deploy],
  ['the handshake', handshake],
  ['the stream', stream],
  ['notifications', notified],
  ["Snowflake's user", trusted],
  ['files from a terminal', ingest],
  ['a run to gold', run],
  ['readers beside a publish', readers],
  ['the machine', machine],
  ['a run with nothing to do', idle],
  ['every row', accounted],
  ['a second deploy', again],
  ['an alarm', alarm],
  ['taken down, and up again', retained],
  ['taken down with its data', destroyed],
];
