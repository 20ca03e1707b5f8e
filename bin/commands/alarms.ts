import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { readAlarms, type AlarmState } from '../../cloud/alarms';
import { fail } from '../../engine/errors';
import type { GlobalOptions, Io } from '../io';
import { count, elapsed } from '../output/amount';
import { printReport, table } from '../output/answer';

/** Ends with 1 while an alarm fires, for scripts and for the person who waits that it stops. */
export async function alarms(options: GlobalOptions, io: Io): Promise<number> {
  if (options.target === 'local') {
    fail(
      'LH103',
      'Alarms watch a deployed lakehouse: name its environment, e.g. --target dev. Of the local one lakehouse status tells.',
    );
  }
  const client = new CloudWatchClient({});
  try {
    const found = await readAlarms(client, options.target, io.now());
    if (options.json) printReport(io, { environment: options.target, alarms: found });
    else printAlarms(found, io);
    return found.some(({ status }) => status === 'alarm') ? 1 : 0;
  } finally {
    client.destroy();
  }
}

function printAlarms(found: readonly AlarmState[], io: Io): void {
  const age = (since: string): string => elapsed((io.now().getTime() - Date.parse(since)) / 1000);
  io.out.write(
    table(
      ['status', 'alarm', 'severity', 'since', 'value', 'threshold', 'runbook'],
      found.map((one) => [
        one.tells ? WORDS[one.status] : `${WORDS[one.status]}, muted`,
        one.alarm,
        one.severity,
        age(one.since),
        one.value,
        one.threshold,
        heading(one.runbook),
      ]),
      // A name that is cut cannot be looked up.
      Number.MAX_SAFE_INTEGER,
    ),
  );
  for (const { alarm, meaning, reason, runbook, status } of found)
    if (status === 'alarm')
      io.out.write(`\n${alarm}: ${meaning}\n  Threshold: ${reason}\n  What to do: ${runbook}\n`);
  const number = (status: AlarmState['status']): number =>
    found.filter((one) => one.status === status).length;
  io.err.write(
    `${count(found.length, 'alarm')}: ${number('alarm')} firing, ${number('unknown')} without data, ${number('ok')} ok.\n`,
  );
}

const WORDS = { alarm: 'ALARM', unknown: 'no data', ok: 'ok' } as const;

const heading = (runbook: string): string => runbook.slice(runbook.lastIndexOf('#') + 1);
