import { ArnFormat, Reference, Token, Tokenization, type Stack } from 'aws-cdk-lib';
import { CfnRule } from 'aws-cdk-lib/aws-events';
import { CfnStream } from 'aws-cdk-lib/aws-kinesis';
import { CfnDeliveryStream } from 'aws-cdk-lib/aws-kinesisfirehose';
import { CfnSchedule, CfnScheduleGroup } from 'aws-cdk-lib/aws-scheduler';
import { CfnQueue } from 'aws-cdk-lib/aws-sqs';
import { CfnStateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Provider } from 'aws-cdk-lib/custom-resources';
import type { IConstruct } from 'constructs';
import { LakehouseFunction } from '../constructs/function';
import { partOf as partOfPath } from '../constructs/names';
import { longestPause } from '../settings/longest-pause';

interface Part {
  /** What a person calls it: unique among its kind, part of the alarm's name. */
  readonly part: string;
}
interface Named extends Part {
  readonly name: string;
}

/** All that can fail by itself, as it stands in the stacks. */
export interface Watched {
  readonly functions: readonly Named[];
  readonly queues: readonly (Named & { readonly kind: 'dead-letter' | 'work' })[];
  readonly rules: readonly Named[];
  readonly schedules: readonly WatchedSchedule[];
  readonly scheduleGroups: readonly Named[];
  readonly machines: readonly (Part & { readonly arn: string })[];
  readonly streams: readonly (Named & { readonly retentionHours: number })[];
  readonly deliveries: readonly (Named & { readonly source: 'stream' | 'direct' })[];
}

export interface WatchedSchedule extends Named {
  /** The longest pause between two firings. */
  readonly gapSeconds: number;
  readonly target: ScheduleTarget;
}

/** What a schedule sets going, so that its silence can be heard. */
export type ScheduleTarget =
  | { readonly kind: 'monitor'; readonly tick: 'frequent' | 'hourly' }
  | { readonly kind: 'machine'; readonly arn: string }
  | { readonly kind: 'function'; readonly part: string; readonly name: string };

/**
 * Finds what is to be watched by looking at the stacks, so that nothing has to be listed and nothing can be forgotten.
 * What the CDK makes around custom resources is left out: it runs within a deploy, which fails with it.
 */
export function watchedIn(stacks: readonly Stack[]): Watched {
  const all = stacks
    .flatMap((stack) => stack.node.findAll())
    .filter(({ node }) => !node.scopes.some((scope) => scope instanceof Provider));
  const functions = all.filter((one) => one instanceof LakehouseFunction);
  const machines = all
    .filter((one) => one instanceof CfnStateMachine)
    .map((machine) => ({
      part: partOf(machine),
      arn: machine.stack.formatArn({
        ...{ service: 'states', resource: 'stateMachine', arnFormat: ArnFormat.COLON_RESOURCE_NAME },
        resourceName: given(machine.stateMachineName, machine),
      }),
    }));
  return {
    functions: functions.map((one) => ({ part: partOf(one), name: one.name })),
    queues: all
      .filter((one) => one instanceof CfnQueue)
      .map((queue) => ({
        part: partOf(queue),
        name: given(queue.queueName, queue),
        kind: queue.redrivePolicy === undefined ? 'dead-letter' : 'work',
      })),
    rules: all
      .filter((one) => one instanceof CfnRule)
      .map((rule) => ({ part: partOf(rule), name: given(rule.name, rule) })),
    schedules: all
      .filter((one) => one instanceof CfnSchedule)
      .filter(({ state }) => state !== 'DISABLED')
      .map((schedule) => watchedSchedule(schedule, functions, machines)),
    scheduleGroups: all
      .filter((one) => one instanceof CfnScheduleGroup)
      .map((group) => ({ part: partOf(group), name: group.ref })),
    machines,
    streams: all
      .filter((one) => one instanceof CfnStream)
      .map((stream) => ({
        part: partOf(stream),
        name: given(stream.name, stream),
        retentionHours: stream.retentionPeriodHours ?? 24,
      })),
    deliveries: all
      .filter((one) => one instanceof CfnDeliveryStream)
      .map((delivery) => ({
        part: partOf(delivery),
        name: given(delivery.deliveryStreamName, delivery),
        source: delivery.deliveryStreamType === 'DirectPut' ? 'direct' : 'stream',
      })),
  };
}

function watchedSchedule(
  schedule: CfnSchedule,
  functions: readonly LakehouseFunction[],
  machines: readonly { readonly arn: string }[],
): WatchedSchedule {
  const part = partOf(schedule);
  const { arn, input } = schedule.target as CfnSchedule.TargetProperty;
  const target = Tokenization.reverseString(arn)
    .tokens.filter((token) => Reference.isReference(token))
    .map((reference) => functions.find(({ node }) => node.findAll().includes(reference.target)))
    .find((found) => found !== undefined);
  const [machine] = machines;
  const event = eventOf(schedule.stack.resolve(input));
  const gapSeconds = longestPause(schedule.scheduleExpression);
  if (gapSeconds === undefined)
    throw new Error(
      `Nobody would hear that the schedule ${part} has stopped: its pauses cannot be told from ${schedule.scheduleExpression}. Write a rate, or a cron that repeats every week.`,
    );
  const watched = { part, name: schedule.ref, gapSeconds };
  if (event['tick'] === 'frequent' || event['tick'] === 'hourly')
    return { ...watched, target: { kind: 'monitor', tick: event['tick'] } };
  // Arrival's start event: it calls the machine, which is what must be heard.
  if (event['type'] === 'start' && machine)
    return { ...watched, target: { kind: 'machine', arn: machine.arn } };
  if (target) return { ...watched, target: { kind: 'function', part: partOf(target), name: target.name } };
  throw new Error(
    `Nobody would hear that the schedule ${part} has stopped: it calls no function of lambdas/. Say in lib/observability/watched.ts what is heard when it has run.`,
  );
}

/** What a schedule sends; nothing is known of what is put together at the deploy. */
const eventOf = (input: unknown): { readonly [name: string]: unknown } =>
  typeof input === 'string' ? (JSON.parse(input) as { readonly [name: string]: unknown }) : {};

const partOf = ({ node }: IConstruct): string => partOfPath(node.path);

/** Written in the template, so that nothing has to be asked of the thing's own stack. */
function given(name: string | undefined, construct: IConstruct): string {
  if (name === undefined || Token.isUnresolved(name))
    throw new Error(
      `${construct.node.path} is watched and so needs a name: physicalName of lib/constructs/names.`,
    );
  return name;
}
