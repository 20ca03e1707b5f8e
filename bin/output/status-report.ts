import type { LayerLag } from '../../engine/inspection/domain-lag';
import type { Status } from '../../local/inspection';
import type { Io } from '../io';
import { elapsed } from './amount';
import { table, type Printable } from './answer';

/** What a local and a deployed lakehouse have in common. */
export function printCommon(
  { lag, layers, lastRun, failedTests, rejected, quarantined }: Omit<Status, 'datasets'>,
  io: Io,
): void {
  section(
    io,
    'Lag',
    ['domain', 'layer', 'newest event', 'newest', 'behind'],
    lag.flatMap(({ domain, layers: of }) =>
      of.map((one) => [domain, one.layer, moment(one.newestEvent), moment(one.newestAt), behind(one)]),
    ),
  );
  if (layers.length > 0) {
    const lines = layers.map((one) => [one.schema, one.relations, one.newest]);
    section(io, 'Layers', ['schema', 'relations', 'newest'], lines);
  }
  if (lastRun) {
    const { runId, status: ended, startedAt, models, tests } = lastRun;
    const how = (of: { readonly [status: string]: number }): string =>
      Object.entries(of)
        .flatMap(([word, number]) => (number > 0 ? [`${number} ${word}`] : []))
        .join(', ') || 'none';
    io.out.write(
      `Last run\n${runId}: ${ended}, started ${startedAt}\nmodels: ${how(models)}\ntests: ${how(tests)}\n\n`,
    );
  } else io.out.write('Last run\nnone yet: lakehouse build\n\n');
  if (failedTests.length > 0) {
    const lines = failedTests.map((test) => [test.name, test.status, test.failures, test.message]);
    section(io, 'Tests that did not pass', ['test', 'status', 'failures', 'message'], lines);
  }
  if (rejected.length > 0) {
    const lines = rejected.map((one) => [`${one.domain}.${one.dataset}`, one.rows, one.files, one.reason]);
    section(io, 'Rows that could not be loaded', ['dataset', 'rows', 'files', 'reason'], lines);
  }
  if (quarantined.length > 0) {
    const lines = quarantined.map((one) => [one.model, one.rows, one.unresolved, one.reason]);
    section(io, 'Rows in quarantine', ['model', 'rows', 'unresolved', 'reason'], lines);
  }
}

export function section(
  io: Io,
  title: string,
  head: readonly string[],
  rows: readonly (readonly Printable[])[],
): void {
  io.out.write(`${title}\n${table(head, rows, io.out.width)}\n`);
}

/** Of the layer before it. */
function behind({ lagSeconds }: LayerLag): string {
  if (lagSeconds === undefined) return 'nothing there yet';
  return lagSeconds === 0 ? '' : elapsed(lagSeconds);
}

/** ISO 8601 in UTC, to the second. */
export const moment = (at: string | undefined): string | undefined => at?.slice(0, 19).replace('T', ' ');
