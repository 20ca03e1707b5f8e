import * as fc from 'fast-check';
import { openBench, type Bench } from './bench';
import { crmErp } from './domains/crm-erp';
import { eventCases, events } from './domains/events';
import { olist } from './domains/olist';
import { retail } from './domains/retail';
import { histories, type History, type Rows } from './history';
import { readDomain } from './project';

/** Each plays some builds, of which a full one is compared: a few are enough to notice, many to trust. */
const numRuns = Number(process.env['LAKEHOUSE_HISTORIES'] ?? 2);

const domains: readonly (readonly [string, Rows, Readonly<Record<string, History>>])[] = [
  ['crm_erp', crmErp, {}],
  ['olist', olist, {}],
  ['retail', retail, {}],
  ['events', events, eventCases],
];

describe.each(domains)('increments of %s', (domain, rows, cases) => {
  let bench: Bench;
  beforeAll(async () => {
    bench = await openBench(await readDomain(domain));
  });
  afterAll(() => bench.close());

  test(
    'give exactly the tables of one full build',
    async () => {
      await fc.assert(
        fc.asyncProperty(histories(rows), async (history) => {
          const { grown, full } = await bench.play(history);
          expect(grown).toEqual(full);
        }),
        { numRuns },
      );
    },
    60_000 + numRuns * 20_000,
  );

  for (const [name, history] of Object.entries(cases))
    test(name, async () => {
      const { grown, full } = await bench.play(history);
      expect(grown).toEqual(full);
    });
});
