import { runDefinition } from '../../../lib/transforms/definition';
import { MOST_TICKS } from '../../../lambdas/advance/contract';
import { STATE_TABLE } from '../../../engine/store/dynamodb';
import { stateTable } from '../../../lib/transforms/state-table';
import { App, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';

// eslint-disable-next-line @typescript-eslint/no-require-imports -- it has no types
const validate = require('asl-validator') as (definition: unknown) => { isValid: boolean; errors: unknown[] };

const definition = runDefinition('arn:aws:lambda:eu-central-1:111122223333:function:advance');

test('the machine is valid in the language of Amazon States', () => {
  expect(validate(JSON.parse(JSON.stringify(definition)))).toMatchObject({ isValid: true, errors: [] });
});

test('every state is reached, and every way ends', () => {
  const { States } = definition;
  const nextOf = (name: string): string[] =>
    [...JSON.stringify(States[name]).matchAll(/"(?:Next|Default)":"([^"]+)"/g)].map(([, next]) => next ?? '');
  const reached = new Set([definition.StartAt]);
  for (const name of reached) for (const next of nextOf(name)) reached.add(next);
  expect([...reached].sort()).toEqual(Object.keys(States).sort());
  const ends = Object.keys(States).filter((name) => nextOf(name).length === 0);
  expect(ends.map((name) => States[name]?.Type).sort()).toEqual(['Fail', 'Fail', 'Succeed']);
});

test('an execution ends before its history does, retries included', () => {
  const perTick = 5 + 2 + 2;
  expect(MOST_TICKS * perTick).toBeLessThan(20_000);
});

test('what a person has to mend is not tried again, Lambda’s own errors are', () => {
  const { Retry } = definition.States['Advance'] as unknown as {
    Retry: { ErrorEquals: string[]; MaxAttempts: number }[];
  };
  expect(Retry.map(({ ErrorEquals: [first], MaxAttempts }) => [first, MaxAttempts])).toEqual([
    ['NotRetried', 0],
    ['Lambda.ServiceException', 8],
    ['States.ALL', 5],
  ]);
});

test('the table has the keys that the store writes, is kept, and can be set back', () => {
  const stack = new Stack(new App(), 'Test');
  stateTable(stack, {
    settings: { adopt: {} } as never,
    removal: { policy: 'retain', ofData: RemovalPolicy.RETAIN },
  });
  const template = Template.fromStack(stack);
  template.hasResource('AWS::DynamoDB::Table', {
    DeletionPolicy: 'Retain',
    Properties: {
      KeySchema: [
        { AttributeName: STATE_TABLE.partitionKey, KeyType: 'HASH' },
        { AttributeName: STATE_TABLE.sortKey, KeyType: 'RANGE' },
      ],
      TimeToLiveSpecification: { AttributeName: STATE_TABLE.expires, Enabled: true },
      BillingMode: 'PAY_PER_REQUEST',
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      DeletionProtectionEnabled: true,
    },
  });
});
