import { App } from 'aws-cdk-lib';
import { Table } from 'aws-cdk-lib/aws-dynamodb';
import { prefixOf } from '../lambdas/deployment/contract';
import { bundledCode } from './constructs/code';
import { mistakenDestruction } from './constructs/removal';
import type { LakehouseStackProps } from './constructs/stack';
import { LakeStack } from './lake/lake-stack';
import { ENVIRONMENTS_FILE, readSettings, SettingsError } from './settings';
import { StreamStack } from './stream/stream-stack';
import { WarehouseStack } from './warehouse/warehouse-stack';

/** The stacks of one environment, in the order in which they are deployed. */
export function addStacks(app: App, props: LakehouseStackProps): void {
  const lake = new LakeStack(app, props);
  const { bucket, notificationWriter } = lake;
  new WarehouseStack(app, { ...props, bucket, notificationWriter });
  const stateTable = Table.fromTableName(lake, 'StateTable', `${prefixOf(props.settings.env)}-state`);
  new StreamStack(app, { ...props, bucket, stateTable });
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
  const settings = readSettings({ path, text: readFile(path) }, context('env'));
  const destroyData = context('destroy-data');
  const mistake = mistakenDestruction(settings, destroyData);
  if (mistake !== undefined) throw new SettingsError([{ message: mistake, location: { file: path } }]);
  addStacks(app, { settings, code: bundledCode(), destroyData });
  return app;
}
