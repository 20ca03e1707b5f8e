/** What the monitor measures. What each means, its unit and its dimension: `lambdas/monitor/contract`. */
export type MeasurementName =
  | 'PipesNotRunning'
  | 'PipeLag'
  | 'PipePendingFiles'
  | 'NotificationLag'
  | 'UndeliveredObjects'
  | 'LastRunFailed'
  | 'ModelsFailed'
  | 'TestsFailed'
  | 'TestsWarned'
  | 'SecondsSinceRun'
  | 'RunSeconds'
  | 'ModelAge'
  | 'ModelsStale'
  | 'LoadsPartial'
  | 'LoadsFailed'
  | 'RowsRejected'
  | 'FilesMissing'
  | 'QuarantineUnresolved'
  | 'QuarantineAdded'
  | 'CreditsLastDay'
  | 'MonitorTick';

export interface Measured {
  /** Which pipe, domain, model, …: a series of its own. Undefined for what counts in the total alone. */
  readonly of?: string | undefined;
  readonly value: number;
}

/** No values: nothing of the kind is there, so the total is 0. */
export interface Measurement {
  readonly name: MeasurementName;
  readonly values: readonly Measured[];
}

/** What a look found: figures, and what is behind those that are wrong, in words for a person. */
export interface Look {
  readonly measurements: readonly Measurement[];
  readonly notes: readonly string[];
}

export const measured = (name: MeasurementName, value: number): Measurement => ({
  name,
  values: [{ value }],
});

/** Sums by what they are of. */
export function summed(
  name: MeasurementName,
  of: readonly string[],
  found: readonly Measured[],
): Measurement {
  const sums = new Map(of.map((one) => [one, 0]));
  for (const { of: one = '', value } of found) sums.set(one, (sums.get(one) ?? 0) + value);
  return { name, values: [...sums].map(([one, value]) => ({ of: one, value })) };
}

export const secondsBetween = (from: Date | string, to: Date): number =>
  Math.max(0, Math.round((to.getTime() - new Date(from).getTime()) / 1000));
