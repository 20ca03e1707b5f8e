import {
  GetBucketNotificationConfigurationCommand,
  PutBucketNotificationConfigurationCommand,
  S3Client,
  type Event,
  type FilterRule,
  type NotificationConfiguration,
} from '@aws-sdk/client-s3';
import { fail } from '../../errors';

/** A rule of ours in a bucket's document of notifications. */
export interface NotificationRule {
  readonly id: string;
  readonly prefix: string;
  /** ARN of an SQS queue or an SNS topic. */
  readonly target: string;
}

/** Every way of making an object: files above some megabytes are put in parts, which `ObjectCreated:Put` would not tell. */
const EVENTS: Event[] = ['s3:ObjectCreated:*'];

interface Listed {
  readonly Id?: string | undefined;
  readonly Events: Event[] | undefined;
  readonly Filter?:
    { readonly Key?: { readonly FilterRules?: FilterRule[] | undefined } | undefined } | undefined;
}

/**
 * The document with our rule in it, and EventBridge told of everything, which overlaps with no rule. What others wrote
 * stays; one of theirs that S3 would refuse beside ours is LH613, by name.
 */
export function withRule(
  document: NotificationConfiguration,
  rule: NotificationRule,
): NotificationConfiguration {
  const others = withoutRule(document, rule.id);
  const inTheWay = listed(others).find((other) => overlaps(other, rule.prefix));
  if (inTheWay)
    fail(
      'LH613',
      `The bucket's notification rule ${JSON.stringify(inTheWay.Id ?? '')} tells of new objects below ${JSON.stringify(affix(inTheWay, 'prefix'))} already, and S3 takes no second rule for ${JSON.stringify(rule.prefix)} beside it. Remove it, or narrow its prefix, or let its target subscribe to a topic (notifications: sns).`,
    );
  const ours = {
    Id: rule.id,
    Events: EVENTS,
    Filter: { Key: { FilterRules: [{ Name: 'prefix' as const, Value: rule.prefix }] } },
  };
  const eventBridge = { EventBridgeConfiguration: others.EventBridgeConfiguration ?? {} };
  return rule.target.split(':')[2] === 'sns'
    ? {
        ...others,
        ...eventBridge,
        TopicConfigurations: [...(others.TopicConfigurations ?? []), { ...ours, TopicArn: rule.target }],
      }
    : {
        ...others,
        ...eventBridge,
        QueueConfigurations: [...(others.QueueConfigurations ?? []), { ...ours, QueueArn: rule.target }],
      };
}

/** The document without our rule. EventBridge stays: others may listen, and it costs nothing. */
export function withoutRule(document: NotificationConfiguration, id: string): NotificationConfiguration {
  const { QueueConfigurations, TopicConfigurations, LambdaFunctionConfigurations, EventBridgeConfiguration } =
    document;
  const kept = <T extends Listed>(rules: T[] | undefined): T[] =>
    (rules ?? []).filter((rule) => rule.Id !== id);
  return {
    QueueConfigurations: kept(QueueConfigurations),
    TopicConfigurations: kept(TopicConfigurations),
    LambdaFunctionConfigurations: kept(LambdaFunctionConfigurations),
    ...(EventBridgeConfiguration ? { EventBridgeConfiguration } : {}),
  };
}

export interface BucketNotifications {
  /** Puts our rule into the bucket's document, or another target into our rule. */
  set(rule: NotificationRule): Promise<void>;
  remove(id: string): Promise<void>;
}

/** Writes into a bucket's one document of notifications. Nobody else may write at the same time: S3 has no condition for it. */
export function bucketNotifications(bucket: string, endpoint?: string): BucketNotifications {
  const client = new S3Client(endpoint === undefined ? {} : { endpoint, forcePathStyle: true });
  const change = async (
    to: (document: NotificationConfiguration) => NotificationConfiguration,
  ): Promise<void> => {
    const document = await client.send(new GetBucketNotificationConfigurationCommand({ Bucket: bucket }));
    await client.send(
      new PutBucketNotificationConfigurationCommand({
        Bucket: bucket,
        NotificationConfiguration: to(document),
      }),
    );
  };
  return {
    set: (rule) => change((document) => withRule(document, rule)),
    remove: (id) => change((document) => withoutRule(document, id)),
  };
}

const listed = (document: NotificationConfiguration): readonly Listed[] => [
  ...(document.QueueConfigurations ?? []),
  ...(document.TopicConfigurations ?? []),
  ...(document.LambdaFunctionConfigurations ?? []),
];

const affix = (rule: Listed, name: 'prefix' | 'suffix'): string =>
  rule.Filter?.Key?.FilterRules?.find((filter) => filter.Name?.toLowerCase() === name)?.Value ?? '';

/**
 * S3 refuses rules for the same event whose prefixes overlap, unless their suffixes tell them apart: ours has none.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-how-to-filtering.html
 */
const overlaps = (other: Listed, prefix: string): boolean =>
  (other.Events ?? []).some((event) => event.startsWith('s3:ObjectCreated:')) &&
  (affix(other, 'prefix').startsWith(prefix) || prefix.startsWith(affix(other, 'prefix')));
