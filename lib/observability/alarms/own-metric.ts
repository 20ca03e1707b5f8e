import { METRIC_NAMESPACE } from '../../../lambdas/deployment/contract';
import { ENVIRONMENT_DIMENSION, METRICS, type MetricName } from '../../../lambdas/monitor/contract';
import type { AlarmDefinition, Expectations, WatchedMetric } from './types';

const HOUR = 3600;

/** A series of the monitor: the environment's total, or one of its details. */
export function ownMetric(
  environment: string,
  name: MetricName,
  detail: { readonly [dimension: string]: string } = {},
): WatchedMetric {
  return {
    namespace: METRIC_NAMESPACE,
    name,
    dimensions: { [ENVIRONMENT_DIMENSION]: environment, ...detail },
  };
}

/**
 * How a total is watched: a tick publishes one point, so a period is a tick and `Maximum` is that point. A tick that
 * did not come leaves the state unknown.
 */
export function polled(
  { environment, frequentTick }: Expectations,
  name: MetricName,
): Pick<AlarmDefinition, 'metric' | 'statistic' | 'periodSeconds' | 'comparison' | 'missing'> {
  return {
    metric: ownMetric(environment, name),
    statistic: 'Maximum',
    periodSeconds: METRICS[name].tick === 'hourly' ? HOUR : frequentTick,
    comparison: '>',
    missing: 'missing',
  };
}
