import { METRIC_NAMESPACE, prefixOf } from '../../../lambdas/deployment/contract';
import { eventually } from '../api';
import type { Check } from './check';

export const alarm: Check = async ({ api, environment }) => {
  await eventually('the alarm on a failed run', 200, async () => {
    await api('cloudwatch', 'put_metric_data', {
      Namespace: METRIC_NAMESPACE,
      MetricData: [
        { MetricName: 'LastRunFailed', Dimensions: [{ Name: 'Environment', Value: environment }], Value: 1 },
      ],
    });
    const { MetricAlarms } = await api<{ readonly MetricAlarms: readonly { readonly AlarmName: string }[] }>(
      'cloudwatch',
      'describe_alarms',
      { StateValue: 'ALARM', AlarmNamePrefix: prefixOf(environment) },
    );
    return MetricAlarms.find(({ AlarmName }) => AlarmName.includes('run-failed'));
  });
  return 'one data point puts it into ALARM';
};
