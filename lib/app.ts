import { App } from 'aws-cdk-lib';
import { addChecks } from './checks';
import { bundledCode } from './constructs/code';
import { mistakenDestruction } from './constructs/removal';
import type { LakehouseStackProps } from './constructs/stack';
import { deploymentFacts } from './deployment-facts';
import { LakeStack } from './lake/lake-stack';
import { ObservabilityStack } from './observability';
import { ENVIRONMENTS_FILE, readSettings, SettingsError } from './settings';
import { StreamStack } from './stream/stream-stack';
import { TransformsStack } from './transforms';
import { CanaryStack } from './warehouse/canary-stack';
import { WarehouseStack } from './warehouse/warehouse-stack';

/** The stacks of one environment, in the order in which they are deployed. */
export function addStacks(app: App, props: LakehouseStackProps): void {
  const { settings } = props;
  const lake = new LakeStack(app, props);
  const { bucket, notificationWriter } = lake;
  const warehouse = new WarehouseStack(app, { ...props, bucket, notificationWriter });
  const transforms = new TransformsStack(app, { ...props, bucket });
  const { stateTable } = transforms;
  // Runs and their tables in Snowflake need the database.
  transforms.addStackDependency(warehouse);
  const stream = new StreamStack(app, { ...props, bucket, stateTable });
  const watches = [lake, warehouse, transforms, stream];
  const observability = new ObservabilityStack(app, { ...props, bucket, stateTable, watches });
  // Alarms know what they watch by name, so nothing else says that it comes first.
  for (const stack of watches) observability.addStackDependency(stack);
  deploymentFacts(observability, settings, {
    region: settings.region,
    bucket: bucket.bucketName,
    stateTable: stateTable.tableName,
    stateMachineArn: transforms.stateMachineArn,
    stream: stream.stream,
    snowflakeAccount: settings.snowflake.account,
    alarmTopicArn: observability.topic.topicArn,
  });
  const canary = new CanaryStack(app, { ...props, bucket, revision: warehouse.revision });
  for (const stack of [...watches, observability]) canary.addStackDependency(stack);
}

/**
 * The app that the CDK's command line asks for: `-c env=<name>`, and `-c environments=<file>` where it is not the
 * repository's own. Throws a `SettingsError` with all that is wrong with either.
 */
export function lakehouseApp(readFile: (path: string) => string): App {
  const app = new App();
  const context = (name: string): string | undefined => {
    const value: unknown = app.node.tryGetContext(name);
    return value === undefined ? undefined : String(value);
  };
  const path = context('environments') ?? ENVIRONMENTS_FILE;
  const settings = readSettings({ path, text: textOf(path) }, context('env'));
  const destroyData = context('destroy-data');
  const mistake = mistakenDestruction(settings, destroyData);
  if (mistake !== undefined) throw new SettingsError([{ message: mistake, location: { file: path } }]);
  addStacks(app, { settings, code: bundledCode(), destroyData });
  addChecks(app);
  return app;

  function textOf(file: string): string {
    try {
      return readFile(file);
    } catch (e: unknown) {
      const reason = e instanceof Error ? e.message : String(e);
      throw new SettingsError([{ message: `cannot be read: ${reason}`, location: { file } }]);
    }
  }
}
