import type { AlarmDefinition } from '../../../lib/observability/alarms';

/**
 * What CloudWatch makes of one value a period (undefined: no data), by its documentation, for alarms all of whose periods
 * must breach. https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html
 */
export function evaluated(
  { periods, comparison, threshold, missing }: AlarmDefinition,
  values: readonly (number | undefined)[],
): 'ALARM' | 'OK' | 'INSUFFICIENT_DATA' {
  const window = values.slice(-periods);
  const found = window.filter((value) => value !== undefined);
  if (found.length === 0) {
    switch (missing) {
      case 'breaching':
        return 'ALARM';
      case 'notBreaching':
        return 'OK';
      case 'missing':
        return 'INSUFFICIENT_DATA';
    }
  }
  const breaches = (value: number | undefined): boolean => {
    if (value === undefined) return missing === 'breaching';
    return comparison === '>' ? value > threshold : value < threshold;
  };
  const counted = missing === 'missing' ? found : window;
  return counted.length > 0 && counted.every(breaches) ? 'ALARM' : 'OK';
}
