import * as z from 'zod';

/** `meta.lakehouse.dashboard` of an analysis: how a console shows its rows. Columns are those that the properties describe. */

const name = z
  .string()
  .regex(/^[a-z_][a-z0-9_]*$/, 'expected a name of lower-case letters, digits and underscores');
const text = z.string().min(1);
const wide = z.boolean().default(false);
const head = { title: text, wide };

const measure = z
  .strictObject({
    label: text,
    format: z.enum(['count', 'decimal', 'money', 'percent', 'days']),
    currency: z
      .string()
      .regex(/^[A-Z]{3}$/, 'expected an ISO 4217 code, such as BRL')
      .optional(),
    sum: name.optional(),
    ratio: z.tuple([name, name]).optional(),
    better: z.enum(['higher', 'lower', 'neither']).default('higher'),
  })
  .refine(({ sum, ratio }) => (sum === undefined) !== (ratio === undefined), {
    error: 'a measure is either a sum of a column or a ratio of two: give one of them',
  });

const chart = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('line'), ...head, measure: name, by: name.optional() }),
  z.strictObject({
    kind: z.literal('bars'),
    ...head,
    measure: name,
    by: name,
    limit: z.number().int().positive().default(12),
  }),
  z.strictObject({ kind: z.literal('columns'), ...head, measure: name, by: name }),
  z.strictObject({ kind: z.literal('heatmap'), ...head, measure: name, x: name, y: name }),
  z.strictObject({ kind: z.literal('funnel'), ...head, steps: z.array(name).min(2) }),
  z.strictObject({
    kind: z.literal('table'),
    ...head,
    by: z.array(name).min(1),
    measures: z.array(name).min(1),
    limit: z.number().int().positive().default(10),
  }),
]);

export const dashboardSchema = z.strictObject({
  order: z.number().int(),
  title: text,
  question: text,
  page: z
    .strictObject({
      title: text,
      description: text,
      period: z.enum(['day', 'month']),
      last: z.number().int().positive(),
    })
    .optional(),
  date: name.optional(),
  filters: z.record(name, text).default({}),
  measures: z.record(name, measure),
  headlines: z.array(name).default([]),
  charts: z.array(chart).default([]),
});

export type Dashboard = z.infer<typeof dashboardSchema>;
export type DashboardChart = Dashboard['charts'][number];

/** Where a dashboard names a column, and where a measure; the path is below `dashboard`. */
export interface DashboardName {
  readonly path: readonly (string | number)[];
  readonly kind: 'column' | 'measure';
  readonly name: string;
}

export function dashboardNames(dashboard: Dashboard): readonly DashboardName[] {
  const { date, filters, measures, headlines, charts } = dashboard;
  const column = (path: DashboardName['path'], of: string): DashboardName => ({
    path,
    kind: 'column',
    name: of,
  });
  const ofMeasure = (path: DashboardName['path'], of: string): DashboardName => ({
    path,
    kind: 'measure',
    name: of,
  });
  return [
    ...(date === undefined ? [] : [column(['date'], date)]),
    ...Object.keys(filters).map((of) => column(['filters', of], of)),
    ...Object.entries(measures).flatMap(([key, { sum, ratio }]) => [
      ...(sum === undefined ? [] : [column(['measures', key, 'sum'], sum)]),
      ...(ratio ?? []).map((of, i) => column(['measures', key, 'ratio', i], of)),
    ]),
    ...headlines.map((of, i) => ofMeasure(['headlines', i], of)),
    ...charts.flatMap((one, i) => chartNames(one).map((at) => ({ ...at, path: ['charts', i, ...at.path] }))),
  ];
}

function chartNames(chart: DashboardChart): readonly DashboardName[] {
  const named = (
    kind: DashboardName['kind'],
    key: string,
    of: string | undefined,
  ): readonly DashboardName[] => (of === undefined ? [] : [{ path: [key], kind, name: of }]);
  const list = (kind: DashboardName['kind'], key: string, of: readonly string[]): readonly DashboardName[] =>
    of.map((one, i) => ({ path: [key, i], kind, name: one }));
  switch (chart.kind) {
    case 'line':
    case 'bars':
    case 'columns':
      return [...named('measure', 'measure', chart.measure), ...named('column', 'by', chart.by)];
    case 'heatmap':
      return [
        ...named('measure', 'measure', chart.measure),
        ...named('column', 'x', chart.x),
        ...named('column', 'y', chart.y),
      ];
    case 'funnel':
      return list('measure', 'steps', chart.steps);
    case 'table':
      return [...list('column', 'by', chart.by), ...list('measure', 'measures', chart.measures)];
  }
}
