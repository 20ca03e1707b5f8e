import { openTarget } from '../../cloud/deployment';
import { readCloudStatus, type CloudStatus } from '../../cloud/status';
import { withCloudWorkspace } from '../../cloud/workspace';
import type { GlobalOptions, Io } from '../io';
import { printReport } from '../output/answer';
import { moment, printCommon, section } from '../output/status-report';

/** As the monitor's role, which may see pipes and the ledger. */
export async function deployedStatus(options: GlobalOptions, io: Io): Promise<number> {
  const context = { env: io.env, now: io.now };
  const target = await openTarget(options.target, context);
  return withCloudWorkspace(target, { ...options, ...context, as: 'monitor' }, async ({ workspace }) => {
    const { store, warehouse, project, compiler, database } = workspace;
    const { lake } = target;
    const placed = { project, compiler };
    const found = await readCloudStatus({
      store,
      lake,
      warehouse,
      database,
      project: placed,
      now: io.now(),
    });
    if (options.json) printReport(io, found);
    else {
      printPipes(found.datasets, io);
      printCommon(found, io);
      io.err.write("Loaded rows, errors and rejected rows are as of the monitor's last hourly look.\n");
    }
    return 0;
  });
}

function printPipes(datasets: CloudStatus['datasets'], io: Io): void {
  section(
    io,
    'Pipes',
    ['dataset', 'state', 'pending', 'oldest pending', 'landed', 'loaded', 'rows', 'errors'],
    datasets.map((one) => [
      `${one.domain}.${one.dataset}`,
      one.state ?? 'not there',
      one.pending,
      ...[one.oldestPending, one.landedAt, one.loadedAt].map(moment),
      one.rowsLoaded,
      one.errors,
    ]),
  );
  const broken = datasets.flatMap(({ pipe, error }) => (error === undefined ? [] : [[pipe, error]]));
  if (broken.length > 0) section(io, 'Errors of pipes', ['pipe', 'error'], broken);
}
