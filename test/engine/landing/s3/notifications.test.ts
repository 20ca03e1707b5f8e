import type { Event, NotificationConfiguration } from '@aws-sdk/client-s3';
import fc from 'fast-check';
import { withoutRule, withRule } from '../../../../engine/landing/s3/notifications';

const QUEUE = 'arn:aws:sqs:eu-central-1:999988887777:sf-snowpipe';
const rule = { id: 'lakehouse-pipes', prefix: 'bronze/', target: QUEUE };
const filter = (prefix: string, suffix?: string) => ({
  Key: {
    FilterRules: [
      { Name: 'prefix' as const, Value: prefix },
      ...(suffix === undefined ? [] : [{ Name: 'suffix' as const, Value: suffix }]),
    ],
  },
});

test('an empty document gets our rule for every way of making an object, and EventBridge', () => {
  expect(withRule({}, rule)).toEqual({
    QueueConfigurations: [
      { Id: 'lakehouse-pipes', QueueArn: QUEUE, Events: ['s3:ObjectCreated:*'], Filter: filter('bronze/') },
    ],
    TopicConfigurations: [],
    LambdaFunctionConfigurations: [],
    EventBridgeConfiguration: {},
  });
});

test('a topic is told by a rule of its own kind, which takes the place of the queue’s', () => {
  const topic = 'arn:aws:sns:eu-central-1:111122223333:fan-out';
  const changed = withRule(withRule({}, rule), { ...rule, target: topic });
  expect(changed.QueueConfigurations).toEqual([]);
  expect(changed.TopicConfigurations).toMatchObject([{ Id: 'lakehouse-pipes', TopicArn: topic }]);
});

const others: NotificationConfiguration = {
  LambdaFunctionConfigurations: [
    {
      Id: 'thumbnails',
      LambdaFunctionArn: 'arn:aws:lambda:eu-central-1:111122223333:function:thumbnails',
      Events: ['s3:ObjectCreated:*'],
      Filter: filter('images/'),
    },
  ],
  TopicConfigurations: [
    {
      Id: 'removals',
      TopicArn: 'arn:aws:sns:eu-central-1:111122223333:removals',
      Events: ['s3:ObjectRemoved:*'],
      Filter: filter('bronze/'),
    },
  ],
};

test('rules of others stay as they are, on the way in and on the way out', () => {
  const changed = withRule(others, rule);
  expect(changed).toMatchObject(others);
  expect(withoutRule(changed, rule.id)).toEqual({
    ...others,
    QueueConfigurations: [],
    EventBridgeConfiguration: {},
  });
});

test.each([
  ['the same folder', 'bronze/'],
  ['a folder in it', 'bronze/events/'],
  ['the folder around it', ''],
])('a rule of others for %s is refused by name', (_, prefix) => {
  const document: NotificationConfiguration = {
    QueueConfigurations: [
      { Id: 'theirs', QueueArn: QUEUE, Events: ['s3:ObjectCreated:Put'], Filter: filter(prefix, '.csv') },
    ],
  };
  expect(() => withRule(document, rule)).toThrow(
    `LH613 The bucket's notification rule "theirs" tells of new objects below ${JSON.stringify(prefix)} already`,
  );
});

test('to write it twice is to write it once, and what was there before comes back', () => {
  const rules = fc.array(
    fc.record({
      Id: fc.string({ minLength: 1, maxLength: 5 }),
      QueueArn: fc.constant(QUEUE),
      Events: fc.constant<Event[]>(['s3:ObjectRemoved:*']),
    }),
  );
  fc.assert(
    fc.property(rules, (QueueConfigurations) => {
      const document: NotificationConfiguration = {
        QueueConfigurations,
        TopicConfigurations: [],
        LambdaFunctionConfigurations: [],
        EventBridgeConfiguration: {},
      };
      const once = withRule(document, rule);
      expect(withRule(once, rule)).toEqual(once);
      expect(withoutRule(once, rule.id)).toEqual(document);
    }),
  );
});
