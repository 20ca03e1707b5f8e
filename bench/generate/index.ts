import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EventStream, type EventStreamOptions } from '../../engine/generator/events';
import { keepInLake } from '../../engine/stream/undelivered';
import { openDelivery } from '../../local/delivery';
import { feed } from '../../local/delivery/feed';
import { directoryLake } from '../../local/lake/directory';

/**
 * Events a second and CPU per event, of generating alone and of generating with delivery into a directory lake (write-
 * ahead file with a sync per 5,000 lines, gzip, one object per 900 s of the simulation). CPU is of the whole process,
 * its compression threads included. The shop is open for 30 days, however many sessions.
 *
 * npx tsx bench/generate/index.ts [sessions]
 */
const sessions = Number(process.argv[2] ?? 100_000);
const opened = Date.parse('2026-01-01T00:00:00Z');
const shop = { seed: 1, opened, sessions, sessionsPerHour: sessions / 720 };
const trouble = { duplicates: 0.01, late: 0.02, malformed: 0.001, future: 0.001 };

interface Measured {
  readonly lines: number;
  readonly more?: object;
}

async function measure(name: string, work: () => Promise<Measured>): Promise<void> {
  const cpu = process.cpuUsage();
  const started = performance.now();
  const { lines, more } = await work();
  const milliseconds = performance.now() - started;
  const { user, system } = process.cpuUsage(cpu);
  const result = {
    name,
    lines,
    seconds: Math.round(milliseconds) / 1000,
    lines_per_second: Math.round((lines * 1000) / milliseconds),
    cpu_microseconds_per_line: Math.round((10 * (user + system)) / lines) / 10,
    resident_mib: Math.round(process.memoryUsage.rss() / 2 ** 20),
    ...more,
  };
  process.stdout.write(`${JSON.stringify(result)}\n`);
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
  return { lines, more: { bytes_per_line: Math.round(bytes / lines), largest_state_bytes: state } };
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
  return { lines: books.lines.total, more: { objects } };
}

async function main(): Promise<void> {
  await generate({ shop: { ...shop, sessions: 5000 } });
  await measure('generate', () => generate({ shop }));
  await measure('generate with trouble', () => generate({ shop, trouble }));
  await measure('generate and deliver', () => generateAndDeliver({ shop }));
  await measure('generate and deliver with trouble', () => generateAndDeliver({ shop, trouble }));
}

void main();
