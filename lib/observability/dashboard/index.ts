import { AlarmStatusWidget, Dashboard, TextWidget, type IAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import { prefixOf } from '../../../lambdas/deployment/contract';
import type { Severity } from '../../../lambdas/deployment/alarms';
import type { Settings } from '../../settings';
import { WHOLE_ROW } from './graphs';
import { cost, freshness, health, ingest, machinery, quality, runs, type Shown } from './rows';

export interface DashboardProps extends Shown {
  readonly settings: Settings;
  /** By the id of its definition. */
  readonly alarms: ReadonlyMap<string, IAlarm>;
}

/** For the person on call, in the order of the questions: is it healthy, how old is what readers see, where is it stuck. */
export function onCallDashboard(scope: Construct, id: string, props: DashboardProps): Dashboard {
  const { settings, definitions, alarms } = props;
  const of = (severity: Severity): IAlarm[] =>
    definitions.flatMap((definition) => {
      const alarm = alarms.get(definition.id);
      return alarm && definition.severity === severity ? [alarm] : [];
    });
  const status = (title: string, severity: Severity): AlarmStatusWidget =>
    new AlarmStatusWidget({ title, alarms: of(severity), width: WHOLE_ROW / 2, height: 4 });
  const heading = (text: string): [TextWidget] => [
    new TextWidget({ markdown: `## ${text}`, width: WHOLE_ROW, height: 1 }),
  ];
  return new Dashboard(scope, id, {
    dashboardName: prefixOf(settings.env),
    widgets: [
      [
        new TextWidget({
          markdown: `# Lakehouse ${settings.env}\n\`lakehouse alarms --target ${settings.env}\` · \`lakehouse status --target ${settings.env}\` · [runbook](${settings.alarms.runbook})`,
          width: WHOLE_ROW,
          height: 2,
        }),
      ],
      [status('Wake somebody', 'wake'), status('In working hours', 'day')],
      health(props),
      heading('Freshness'),
      freshness(props),
      heading('Ingest'),
      ingest(props),
      heading('Runs and tests'),
      runs(props),
      heading('Rejected and quarantined rows'),
      quality(props),
      heading('Cost'),
      cost(props),
      heading('Machinery'),
      machinery(props),
    ],
  });
}
