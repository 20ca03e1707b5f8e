import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDuckdb, type DuckdbOptions } from '../../engine/warehouse/duckdb';
import { translate } from '../../engine/warehouse/duckdb/translate';
import type { Lake } from '../../engine/landing/lake';
import type { Warehouse } from '../../engine/warehouse/port';
import { directoryLake } from '../../local/lake/directory';

export interface LocalWarehouse {
  readonly warehouse: Warehouse;
  readonly lake: Lake;
  /** Removed by `close`. */
  readonly home: string;
  put(key: string, content: Uint8Array): Promise<void>;
  close(): Promise<void>;
}

/** A clock that stands still unless it is moved. */
export function fixedClock(start = '2026-01-02T03:04:05.000Z'): {
  now: () => Date;
  move: (milliseconds: number) => void;
} {
  let time = Date.parse(start);
  return {
    now: () => new Date(time),
    move: (milliseconds) => {
      time += milliseconds;
    },
  };
}

/** The real adapter over a lake in a temporary folder. */
export async function localWarehouse(options: Partial<DuckdbOptions> = {}): Promise<LocalWarehouse> {
  const home = mkdtempSync(join(tmpdir(), 'lakehouse-'));
  const lake = directoryLake({ root: join(home, 'lake') });
  const warehouse = await openDuckdb({
    path: ':memory:',
    translate,
    lake,
    clock: fixedClock().now,
    tempDirectory: join(home, 'spill'),
    threads: 1,
    ...options,
  });
  return {
    warehouse,
    lake,
    home,
    put: async (key, content) => {
      async function* bytes(): AsyncGenerator<Uint8Array> {
        yield content;
      }
      await (await lake.stage(bytes())).publish(key);
    },
    close: async () => {
      await warehouse.close();
      rmSync(home, { recursive: true, force: true });
    },
  };
}
