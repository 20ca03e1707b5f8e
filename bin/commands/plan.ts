import { renderPlan, type Plan } from '../../engine/plan';
import { planBuild } from '../../engine/run';
import { selectNodes, withWorkspace } from '../../local/home/workspace';
import type { GlobalOptions, Io, SelectionOptions } from '../io';
import { count } from '../output/amount';
import { printReport, table } from '../output/answer';
import { workspaceOptions } from './workspace-options';

export interface PlanCommandOptions extends SelectionOptions {
  readonly fullRefresh?: boolean;
  readonly sql?: boolean;
  readonly state?: string;
}

export function plan(options: GlobalOptions & PlanCommandOptions, io: Io): Promise<number> {
  return withWorkspace(workspaceOptions(options, io), async ({ home, local, workspace }) => {
    const planned = await planBuild(workspace, {
      selected: selectNodes(local, home.layout, options),
      fullRefresh: options.fullRefresh ?? false,
    });
    printPlan(planned, options, io);
    return 0;
  });
}

export function printPlan(planned: Plan, options: GlobalOptions & PlanCommandOptions, io: Io): void {
  if (options.json) printReport(io, planned);
  else if (options.sql) io.out.write(renderPlan(planned));
  else printOverview(planned, io);
}

function printOverview({ units, unchanged, excluded, deferredTests }: Plan, io: Io): void {
  const models = units.flatMap((unit) =>
    unit.models.map((model) => [
      model.name,
      model.materialized,
      model.mode,
      unit.tests.filter(({ blocks }) => blocks.includes(model.model)).length,
      model.reason,
    ]),
  );
  const rows = [
    ...models,
    ...unchanged.map(({ model, reason }) => [model.split('.').at(-1), '', 'unchanged', null, reason]),
    ...excluded.map(({ model, reason }) => [model.split('.').at(-1), '', 'left out', null, reason]),
  ];
  io.out.write(table(['model', 'materialized', 'mode', 'tests', 'why'], rows, io.out.width * 3));
  for (const { test, reason } of deferredTests) io.err.write(`later: ${test}: ${reason}\n`);
  const statements = units.reduce((sum, { steps }) => sum + steps.length, 0);
  io.err.write(
    `${count(models.length, 'model')} to run in ${count(units.length, 'unit')} of ${count(statements, 'statement')}, ${unchanged.length} unchanged\n`,
  );
}
