import { ArnPrincipal, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';

export interface FanOutProps {
  readonly bucket: IBucket;
}

/**
 * The bucket tells a topic, which tells the pipes' queue and whoever else subscribes: for replicated databases and
 * buckets with further listeners. Do not delete or rename it: Snowflake takes a subscription anew only 72 hours later,
 * and then every pipe must be made anew.
 * https://docs.snowflake.com/en/user-guide/data-load-snowpipe-auto-s3#option-2-configuring-amazon-sns
 */
export class FanOut extends Construct {
  readonly topic: Topic;

  constructor(scope: Construct, id: string, { bucket }: FanOutProps) {
    super(scope, id);
    this.topic = new Topic(this, 'Topic', { enforceSSL: true });
    this.topic.addToResourcePolicy(
      new PolicyStatement({
        sid: 'TheBucketPublishes',
        principals: [new ServicePrincipal('s3.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [this.topic.topicArn],
        conditions: {
          ArnEquals: { 'aws:SourceArn': bucket.bucketArn },
          StringEquals: { 'aws:SourceAccount': Stack.of(this).account },
        },
      }),
    );
  }

  /** @param subscriber ARN of the user whose queue it is */
  grantSubscribe(subscriber: string): void {
    this.topic.addToResourcePolicy(
      new PolicyStatement({
        sid: 'SnowflakeSubscribes',
        principals: [new ArnPrincipal(subscriber)],
        actions: ['sns:Subscribe'],
        resources: [this.topic.topicArn],
      }),
    );
  }
}
