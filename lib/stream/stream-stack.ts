import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import type { Construct } from 'constructs';
import type { Deployment } from '../../lambdas/deployment/contract';
import { LakehouseStack, type LakehouseStackProps } from '../constructs/stack';
import { Delivery } from './delivery';
import { Generator } from './generator';

export interface StreamStackProps extends LakehouseStackProps {
  readonly bucket: IBucket;
  readonly stateTable: ITable;
}

/** Events on their way into the lake, and a generator of them. */
export class StreamStack extends LakehouseStack {
  readonly delivery: Delivery;
  readonly generator: Generator;
  /** What producers write to. */
  readonly stream: Deployment['stream'];

  constructor(scope: Construct, props: StreamStackProps) {
    super(scope, 'Stream', 'events on their way into the lake', props);
    const { settings, code, bucket, stateTable } = props;
    this.delivery = new Delivery(this, 'Delivery', { settings, bucket });
    this.stream = this.delivery.stream;
    this.generator = new Generator(this, 'Generator', {
      settings,
      code,
      bucket,
      stateTable,
      delivery: this.delivery,
    });
  }
}
