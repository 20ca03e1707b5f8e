import { mkdir } from 'node:fs/promises';
import type { Lake } from '../../engine/landing/lake';
import type { Keep } from '../../engine/stream/port';
import { Delivery } from './delivery';
import { deliver, type Delivered } from './object';
import { leftBehind } from './recover';
import type { Writer } from './segment';

export type { Delivery } from './delivery';
export type { Delivered } from './object';

export interface DeliveryOptions {
  readonly lake: Lake;
  /** Folder of the write-ahead files; made where it is not there. */
  readonly spool: string;
  /** Takes what the stream would not. */
  readonly keep: Keep;
  /** Names the objects. @default `events` */
  readonly stream?: string | undefined;
  /** Where the objects lie. @default `bronze/events/` */
  readonly prefix?: string | undefined;
  /** An object is written when it has so many bytes, not compressed, … @default 32 MiB; Firehose takes 1 to 128 */
  readonly bufferBytes?: number | undefined;
  /** … or when its oldest record is so old. @default 900; Firehose takes 0 to 900 */
  readonly bufferSeconds?: number | undefined;
  readonly clock: () => Date;
  /** Tells of every object that came into the lake. */
  readonly onDelivered?: ((delivered: Delivered) => void) | undefined;
  /** @default this process */
  readonly writer?: Writer | undefined;
}

/**
 * The delivery service of a laptop: records are collected and land as gzipped objects of lines, by size and by time, as
 * Firehose writes them. What `put` has accepted is on the disk. Opening a delivery first brings into the lake what
 * one that was killed had left.
 */
export async function openDelivery(options: DeliveryOptions): Promise<Delivery> {
  const settings = {
    ...{ lake: options.lake, spool: options.spool, keep: options.keep, clock: options.clock },
    stream: options.stream ?? 'events',
    prefix: options.prefix ?? 'bronze/events/',
    bufferBytes: options.bufferBytes ?? 32 * 2 ** 20,
    bufferSeconds: options.bufferSeconds ?? 900,
    onDelivered: options.onDelivered ?? (() => undefined),
    writer: options.writer ?? { pid: process.pid, startedAt: Math.round(performance.timeOrigin) },
  };
  const delivery = new Delivery(settings);
  await mkdir(settings.spool, { recursive: true });
  for await (const buffer of leftBehind(settings.spool, settings.writer, (left) => delivery.endOf(left))) {
    settings.onDelivered(await deliver(buffer, settings));
  }
  return delivery;
}
