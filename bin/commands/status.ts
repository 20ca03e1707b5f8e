import { withWorkspace } from '../../local/home/workspace';
import { readStatus, type LayerLag, type Status } from '../../local/inspection';
import type { GlobalOptions, Io } from '../io';
import { elapsed } from '../output/amount';
import { printReport, table } from '../output/answer';
import { workspaceOptions } from './workspace-options';

export function status(options: GlobalOptions, io: Io): Promise<number> {
  return withWorkspace(workspaceOptions(options, io), async (opened) => {
    const found = await readStatus(opened);
    if (options.json) printReport(io, found);
    else printStatus(found, io);
    return 0;
  });
}

function printStatus(
  { datasets, lag, layers, lastRun, failedTests, rejected, quarantined }: Status,
  io: Io,
): void {
  const section = (title: string, body: string): void => io.out.write(`${title}\n${body}\n`);
  const rows = (head: readonly string[], lines: Parameters<typeof table>[1]): string =>
    table(head, lines, io.out.width);
  section(
    'Files',
    rows(
      ['dataset', 'landed', 'loaded', 'pending', 'rows', 'errors'],
      datasets.map((one) => [
        `${one.domain}.${one.dataset}`,
        ...[one.landed, one.loaded, one.pending.length, one.rowsLoaded, one.errors],
      ]),
    ),
  );
  section(
    'Lag',
    rows(
      ['domain', 'layer', 'newest event', 'newest', 'behind'],
      lag.flatMap(({ domain, layers: of }) =>
        of.map((one) => [domain, one.layer, moment(one.newestEvent), moment(one.newestAt), behind(one)]),
      ),
    ),
  );
  if (layers.length > 0) {
    section(
      'Layers',
      rows(
        ['schema', 'relations', 'newest'],
        layers.map((one) => [one.schema, one.relations, one.newest]),
      ),
    );
  }
  if (lastRun) {
    const { runId, status: ended, startedAt, models, tests } = lastRun;
    const how = (of: { readonly [status: string]: number }): string =>
      Object.entries(of)
        .flatMap(([word, number]) => (number > 0 ? [`${number} ${word}`] : []))
        .join(', ') || 'none';
    section(
      'Last run',
      `${runId}: ${ended}, started ${startedAt}\nmodels: ${how(models)}\ntests: ${how(tests)}\n`,
    );
  } else section('Last run', 'none yet: lakehouse build\n');
  if (failedTests.length > 0) {
    const lines = failedTests.map((test) => [test.name, test.status, test.failures, test.message]);
    section('Tests that did not pass', rows(['test', 'status', 'failures', 'message'], lines));
  }
  if (rejected.length > 0) {
    const lines = rejected.map((one) => [`${one.domain}.${one.dataset}`, one.rows, one.files, one.reason]);
    section('Rows that could not be loaded', rows(['dataset', 'rows', 'files', 'reason'], lines));
  }
  if (quarantined.length > 0) {
    const lines = quarantined.map((one) => [one.model, one.rows, one.unresolved, one.reason]);
    section('Rows in quarantine', rows(['model', 'rows', 'unresolved', 'reason'], lines));
  }
}

/** Of the layer before it. */
function behind({ lagSeconds }: LayerLag): string {
  if (lagSeconds === undefined) return 'nothing there yet';
  return lagSeconds === 0 ? '' : elapsed(lagSeconds);
}

/** ISO 8601 in UTC, to the second. */
const moment = (at: string | undefined): string | undefined => at?.slice(0, 19).replace('T', ' ');
