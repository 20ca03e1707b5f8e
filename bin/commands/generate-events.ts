import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { join, resolve } from 'node:path';
import type { EventStreamOptions, TroubleRates } from '../../engine/generator/events';
import { orderLine, ORDER_COLUMNS } from '../../engine/generator/events';
import { keepInLake } from '../../engine/stream/undelivered';
import { openDelivery, type Delivered } from '../../local/delivery';
import { feed, type FeedReport } from '../../local/delivery/feed';
import { openLake } from '../../local/home/lake';
import { prepareHome } from '../../local/home/open';
import { directoryLake } from '../../local/lake/directory';
import type { GlobalOptions, Io } from '../io';
import { bytes, count, duration } from '../output/amount';
import { printReport, table } from '../output/answer';
import { LiveLines } from '../output/live';

export interface EventsOptions {
  /** Folder for the objects; without it they go into the lake of the home. */
  readonly out?: string;
  readonly seed: number;
  readonly sessions?: number;
  readonly rate?: number;
  readonly days?: number;
  readonly start?: Date;
  readonly trouble?: Partial<TroubleRates>;
  readonly changed?: number;
  readonly bufferSeconds: number;
  readonly bufferMib: number;
  readonly orders?: string;
}

const DAY = 86_400_000;
const START = new Date('2026-01-01T00:00:00Z');

/** What `--buffer-seconds` and `--buffer-mib` are where nothing is said. */
export const DELIVERY = { bufferSeconds: 900, bufferMib: 32 };

/** Sessions that go with the files of all other domains, scaled as these are: at 1 about a day's. */
export const sessionsBeside = (scale: number): number => Math.ceil(3000 * scale);

export interface EventsReport extends FeedReport {
  readonly domain: 'events';
  readonly seed: number;
  readonly start: string;
  /** Objects that this run wrote, and those that lay there with the same content from an earlier one. */
  readonly objects: { readonly written: number; readonly existing: number; readonly bytes: number };
  readonly milliseconds: number;
}

/**
 * The shop that the options ask for: so many days at a rate, so many sessions at a rate, or, with both numbers and no
 * rate, so many sessions over about so many days. One day where nothing is said.
 */
export function eventsOf(options: EventsOptions): EventStreamOptions {
  const { seed, sessions, rate, trouble, changed, start = START } = options;
  const days = options.days ?? (sessions === undefined ? 1 : undefined);
  const opened = start.getTime();
  const spread = sessions !== undefined && days !== undefined && rate === undefined;
  const shop = {
    ...{ seed, opened, sessions, changed },
    sessionsPerHour: spread ? sessions / (24 * days) : rate,
    closes: days === undefined || spread ? undefined : opened + days * DAY,
  };
  return { shop, trouble };
}

export async function generateEvents(
  options: GlobalOptions & EventsOptions,
  io: Io,
  signal: AbortSignal,
): Promise<EventsReport> {
  const events = eventsOf(options);
  const { lake, spool, prefix } = placeOf(options);
  const objects = { written: 0, existing: 0, bytes: 0 };
  const onDelivered = ({ result, bytes: size }: Delivered): void => {
    if (result === 'written') objects.written++;
    else objects.existing++;
    objects.bytes += size;
  };
  const delivery = await openDelivery({
    ...{ lake, spool, prefix, onDelivered, clock: io.now, keep: keepInLake(lake, io.now) },
    bufferSeconds: options.bufferSeconds,
    bufferBytes: options.bufferMib * 2 ** 20,
  });
  const orders = options.orders === undefined ? undefined : orderBook(resolve(options.orders));
  const started = io.now().getTime();
  let progress = '';
  const live = new LiveLines(io.err, () => [progress]);
  try {
    const report = await feed({
      ...{ events, signal, stream: delivery },
      onHappening: (happening) => orders?.write(orderLine(happening)),
      onProgress: ({ lines, arrivedAt }) => {
        const seconds = Math.max(0.001, (io.now().getTime() - started) / 1000);
        const time = new Date(arrivedAt).toISOString().slice(0, 16).replace('T', ' ');
        progress = `${count(lines, 'line')}  ${time}  ${count(Math.round(lines / seconds), 'line')}/s`;
      },
    });
    await delivery.close();
    await orders?.end();
    const milliseconds = io.now().getTime() - started;
    const start = new Date(events.shop.opened).toISOString();
    return { domain: 'events', seed: options.seed, start, ...report, objects, milliseconds };
  } finally {
    live.end();
  }
}

/** Objects of a folder lie by day and hour right below it, as in the lake below `bronze/events/`. */
function placeOf(options: GlobalOptions & EventsOptions) {
  if (options.out === undefined) {
    const layout = prepareHome(options);
    return { lake: openLake(layout), spool: layout.delivery, prefix: undefined };
  }
  const folder = resolve(options.out);
  return { lake: directoryLake({ root: folder }), spool: join(folder, '.delivery'), prefix: '' };
}

/** A CSV file with a line for every step of every order. */
function orderBook(path: string) {
  const file = createWriteStream(path);
  let text = `${ORDER_COLUMNS.join(',')}\n`;
  return {
    write(line: string | undefined): void {
      if (line !== undefined) text += `${line}\n`;
      if (text.length < 1 << 16) return;
      file.write(text);
      text = '';
    },
    async end(): Promise<void> {
      file.end(text);
      await once(file, 'close');
    },
  };
}

export function printEvents(report: EventsReport, { json }: GlobalOptions, io: Io): void {
  const { books, objects, milliseconds } = report;
  if (json) printReport(io, report);
  else {
    const dollars = (cents: number): string => (cents / 100).toFixed(2);
    const rows = [
      ['lines', books.lines.total],
      ['events', books.events],
      ['sessions', books.sessions.started],
      ['customers', books.sessions.byNewCustomers],
      ['orders', Object.values(books.orders).reduce((sum, orders) => sum + orders, 0)],
      ['orders fulfilled', books.orders.fulfilled],
      ['revenue of those', dollars(books.fulfilled.revenueCents)],
      ['duplicates', books.lines.duplicates],
      ['late events', books.lines.late],
      ['malformed lines', books.lines.malformed],
      ['lines from the future', books.lines.future],
      ['objects written', objects.written],
      ['objects there before', objects.existing],
    ] as const;
    io.out.write(table(['the shop’s books', ''], rows, io.out.width));
  }
  io.err.write(
    `${count(books.lines.total, 'line')} in ${duration(milliseconds)}, seed ${report.seed}, ${bytes(objects.bytes)}\n`,
  );
  if (report.kept > 0)
    io.err.write(`${count(report.kept, 'line')} could not be delivered: see errors/stream/\n`);
  if (report.stopped) io.err.write('Stopped before the end: the books are of what was sent.\n');
}
