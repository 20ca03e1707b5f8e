import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { EventStream, type EventStreamOptions } from '../../engine/generator/events';
import { keepInLake } from '../../engine/stream/undelivered';
import { openDelivery } from '../../local/delivery';
import { feed } from '../../local/delivery/feed';
import { directoryLake } from '../../local/lake/directory';
import { count, mebibytes, seconds, table } from '../table';

const opened = Date.parse('2026-01-01T00:00:00Z');
const trouble = { duplicates: 0.01, late: 0.02, malformed: 0.001, future: 0.001 };

interface Measured {
  readonly lines: number;
  readonly more: string;
}

/**
 * Events a second and CPU per event, of generating alone and of generating with delivery into a directory lake (write-
 * ahead file with a sync per 5,000 lines, gzip, one object per 900 s of the simulation). CPU is of the whole process,
 * its compression threads included. The shop is open for 30 days, however many sessions.
 */
export async function generateBenchmark(
  print: (line: string) => void,
  options: readonly string[],
): Promise<void> {
  const { values } = parseArgs({
    args: [...options],
    options: { sessions: { type: 'string', default: '100000' } },
  });
  const sessions = Number(values.sessions);
  const shop = { seed: 1, opened, sessions, sessionsPerHour: sessions / 720 };
  await generate({ shop: { ...shop, sessions: 5000 } });
  const rows = [
    await measure('generate', () => generate({ shop })),
    await measure('generate with trouble', () => generate({ shop, trouble })),
    await measure('generate and deliver', () => generateAndDeliver({ shop })),
    await measure('generate and deliver with trouble', () => generateAndDeliver({ shop, trouble })),
  ];
  print(table(['', 'lines', 'time', 'lines/s', 'CPU a line', 'resident', 'load', ''], rows));
}

async function measure(name: string, work: () => Promise<Measured>): Promise<readonly string[]> {
  const cpu = process.cpuUsage();
  const started = performance.now();
  const { lines, more } = await work();
  const elapsed = (performance.now() - started) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  return [
    ...[name, count(lines), seconds(elapsed), count(lines / elapsed)],
    `${((user + system) / lines).toFixed(1)} µs`,
    ...[mebibytes(process.memoryUsage.rss()), (loadavg()[0] ?? 0).toFixed(1), more],
  ];
}

/** Every line is made and thrown away; the state is weighed now and then. */
async function generate(options: EventStreamOptions): Promise<Measured> {
  const stream = new EventStream(options);
  let lines = 0;
  let bytes = 0;
  let state = 0;
  for (const { text } of stream.until(Number.POSITIVE_INFINITY)) {
    lines++;
    bytes += text.length;
    if (lines % 50_000 === 0) state = Math.max(state, JSON.stringify(stream.state).length);
  }
  return { lines, more: `${count(bytes / lines)} B a line, state ${count(state / 1024)} KiB` };
}

async function generateAndDeliver(events: EventStreamOptions): Promise<Measured> {
  const home = mkdtempSync(join(tmpdir(), 'lakehouse-bench-'));
  const lake = directoryLake({ root: join(home, 'lake') });
  const clock = (): Date => new Date();
  let objects = 0;
  const delivery = await openDelivery({
    ...{ lake, clock, keep: keepInLake(lake, clock) },
    spool: join(home, 'delivery'),
    onDelivered: () => objects++,
  });
  const { books } = await feed({ events, stream: delivery });
  await delivery.close();
  rmSync(home, { recursive: true, force: true });
  return { lines: books.lines.total, more: `${count(objects)} objects` };
}
