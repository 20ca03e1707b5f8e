import { suggestion } from '../../errors';
import { dashboardNames, type Dashboard } from '../config/dashboard';
import type { ConfigLayer } from '../config/layers';
import type { Problems } from '../problems';
import type { ColumnDoc, UniqueId } from '../types';

/** Reports what a dashboard names and its analysis does not describe. */
export function checkDashboard(
  dashboard: Dashboard,
  columns: readonly ColumnDoc[],
  place: ConfigLayer,
  analysis: { readonly what: string; readonly uniqueId: UniqueId },
  problems: Problems,
): void {
  const known = {
    column: columns.map(({ name }) => name.toLowerCase()),
    measure: Object.keys(dashboard.measures),
  };
  for (const { path, kind, name } of dashboardNames(dashboard)) {
    if (known[kind].includes(name)) continue;
    const where = kind === 'column' ? 'its columns' : 'its measures';
    problems.add(
      'LH203',
      `The dashboard of ${analysis.what} names the ${kind} "${name}", which is not among ${where}.${suggestion(name, known[kind])}`,
      place.locate(['meta', 'lakehouse', 'dashboard', ...path]),
      analysis.uniqueId,
    );
  }
}
