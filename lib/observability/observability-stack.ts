import type { Stack } from 'aws-cdk-lib';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import { LakehouseStack, type LakehouseStackProps } from '../constructs/stack';
import { alarmCatalogue } from './alarms';
import { Alarms } from './alarms/construct';
import { AlarmTopic } from './alarm-topic';
import { Budget } from './budget';
import { onCallDashboard } from './dashboard';
import { expectationsOf } from './expectations';
import { Monitor } from './monitor';
import { watchedIn } from './watched';

export interface ObservabilityStackProps extends LakehouseStackProps {
  readonly bucket: IBucket;
  readonly stateTable: ITable;
  /** The stacks whose parts are watched, all of them there already. This one watches itself. */
  readonly watches: readonly Stack[];
}

/** Who looks, what is told and to whom, and what the person who is told sees first. */
export class ObservabilityStack extends LakehouseStack {
  readonly topic: ITopic;

  constructor(scope: Construct, props: ObservabilityStackProps) {
    super(scope, 'Observability', 'monitor, alarms, dashboard, budget', props);
    const { settings, code, bucket, stateTable } = props;
    const expected = expectationsOf(settings);
    const { topic } = new AlarmTopic(this, 'Topic', { settings });
    this.topic = topic;

    new Monitor(this, 'Monitor', {
      settings,
      code,
      bucket,
      stateTable,
      freshnessHours: expected.freshness / 3600,
    });

    const watched = watchedIn([...props.watches, this]);
    const definitions = alarmCatalogue(watched, expected);
    const alarms = new Alarms(this, 'Alarms', { settings, definitions, topic });
    onCallDashboard(this, 'Dashboard', { settings, watched, expected, definitions, alarms: alarms.all });
    // AWS emulators know no budgets.
    if (!settings.emulated) new Budget(this, 'Budget', { settings, topic });
  }
}
