import { CfnOutput } from 'aws-cdk-lib';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { LakehouseStack, type LakehouseStackProps } from '../constructs/stack';
import { Arrivals } from './arrivals';
import { RunMachine } from './run-machine';
import { stateTable } from './state-table';

export interface TransformsStackProps extends LakehouseStackProps {
  readonly bucket: IBucket;
}

/** Runs: their state, what drives them, and what starts them. */
export class TransformsStack extends LakehouseStack {
  readonly stateTable: ITable;
  readonly stateMachineArn: string;

  constructor(scope: Construct, props: TransformsStackProps) {
    super(scope, 'Transforms', 'runs, their state and what starts them', props);
    const { settings, code, bucket } = props;
    this.stateTable = stateTable(this, { settings, removal: this.removal });
    const runs = new RunMachine(this, 'Runs', { settings, code, stateTable: this.stateTable });
    this.stateMachineArn = runs.arn;
    new Arrivals(this, 'Arrivals', {
      ...{ settings, code, bucket, stateTable: this.stateTable },
      machine: runs.machine,
    });
    new CfnOutput(this, 'StateTableName', {
      value: this.stateTable.tableName,
      description:
        'State and history of runs. After a retained deploy has gone: adopt.stateTable of the next one.',
    });
  }
}
