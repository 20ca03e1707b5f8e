import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { datasetPrefix } from '../../../engine/landing/keys';
import { loadLanded } from '../../../local/pipe';
import { firehoseObject } from '../../fixtures/firehose/object';
import { fixedClock, localWarehouse } from '../../support/local-warehouse';
import { source } from '../../support/sources';

const root = join(__dirname, '../../fixtures/firehose');
const keys = readdirSync(root, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.name.endsWith('.gz'))
  .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1));
const made = firehoseObject();
const content = readFileSync(join(root, made.key));

test('is the one object that its script makes', () => {
  expect(keys).toEqual([made.key]);
  expect(gunzipSync(content).toString()).toBe(made.lines.map((line) => `${line}\n`).join(''));
});

test('lies where Firehose puts it, below the prefix of the events', () => {
  expect(made.key.startsWith(datasetPrefix({ domain: 'events', dataset: 'events' }))).toBe(true);
  expect(made.key).toMatch(
    /^bronze\/events\/dt=2026-01-02\/hour=10\/shop-events-1-2026-01-02-10-00-\d\d-[0-9a-f-]{36}\.json\.gz$/,
  );
});

test('the pipe loads each of its lines: JSON as payload, the rest as it is', async () => {
  const clock = fixedClock();
  const local = await localWarehouse({ clock: clock.now });
  await local.put(made.key, content);
  const { warehouse, lake } = local;
  const events = source('events', 'events', [], { format: 'ndjson' });
  const report = await loadLanded({ warehouse, lake, sources: [events], clock: clock.now });
  expect(report).toMatchObject({ rowsLoaded: made.lines.length, errors: 0, failed: [] });
  const { rows } = await warehouse.query(
    'SELECT PAYLOAD:event_id::VARCHAR, RAW FROM LAKEHOUSE.BRONZE_EVENTS.EVENTS ORDER BY _ROW',
  );
  const isJson = (line: string): boolean => {
    try {
      return typeof JSON.parse(line) === 'object';
    } catch {
      return false;
    }
  };
  expect(rows).toEqual(
    made.lines.map((line) =>
      isJson(line) ? [(JSON.parse(line) as { event_id: string }).event_id, null] : [null, line],
    ),
  );
  expect(made.lines.some((line) => !isJson(line))).toBe(true);
  await local.close();
});
