import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import { alarmNameOf } from '../../lambdas/deployment/alarms';
import type { Settings } from '../settings';

export interface AlarmTopicProps {
  readonly settings: Settings;
}

/**
 * Where alarms and the budget speak, encrypted under a key of its own: with the key that AWS manages for SNS, CloudWatch may
 * not publish and says nothing. https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
 */
export class AlarmTopic extends Construct {
  readonly topic: Topic;

  constructor(scope: Construct, id: string, { settings }: AlarmTopicProps) {
    super(scope, id);
    const key = new Key(this, 'Key', {
      description: `Lakehouse ${settings.env}: messages of alarms`,
      enableKeyRotation: true,
      // Nothing is kept under it: messages are gone when they are told.
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.topic = new Topic(this, 'Topic', {
      displayName: `Lakehouse ${settings.env}`,
      masterKey: key,
      enforceSSL: true,
    });
    for (const [service, source] of publishers(this, settings)) {
      const by = {
        principals: [new ServicePrincipal(service)],
        conditions: {
          StringEquals: { 'aws:SourceAccount': settings.account },
          ArnLike: { 'aws:SourceArn': source },
        },
      };
      this.topic.addToResourcePolicy(
        new PolicyStatement({ ...by, actions: ['sns:Publish'], resources: [this.topic.topicArn] }),
      );
      key.addToResourcePolicy(
        new PolicyStatement({ ...by, actions: ['kms:Decrypt', 'kms:GenerateDataKey*'], resources: ['*'] }),
      );
    }
    const { email } = settings.alarms;
    if (email !== undefined) this.topic.addSubscription(new EmailSubscription(email));
  }
}

/** Who may publish, and from which of their resources. */
function publishers(scope: Construct, settings: Settings): readonly (readonly [string, string])[] {
  const { partition } = Stack.of(scope);
  const { account, region, env } = settings;
  return [
    [
      'cloudwatch.amazonaws.com',
      `arn:${partition}:cloudwatch:${region}:${account}:alarm:${alarmNameOf(env, '*')}`,
    ],
    ['budgets.amazonaws.com', `arn:${partition}:budgets::${account}:*`],
  ];
}
