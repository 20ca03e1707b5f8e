import { Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

/** Steps of a path that say what a thing is, which its alarm says already. */
const KINDS = ['Resource', 'Default', 'Function', 'Schedule', 'DeadLetters'];

/** `Stream/Generator/Function/Resource` as `stream-generator`. */
export const partOf = (path: string): string =>
  path
    .split('/')
    .filter((step) => !KINDS.includes(step))
    .map((step) => step.replace(/([a-z0-9])([A-Z])/g, '$1-$2').toLowerCase())
    .join('-');

/**
 * Name of what alarms watch, `lakehouse-dev-stream-generator`: known without asking CloudFormation, since a stack that
 * asked another one would keep it from ever taking the thing away or replacing it. What holds data has no name of ours.
 */
export function physicalName(scope: Construct, id: string, ...more: readonly string[]): string {
  const stack = Stack.of(scope);
  const within = [scope.node.path, id].join('/').slice(stack.node.path.length + 1);
  return [stack.stackName, partOf(within), ...more].filter(Boolean).join('-');
}
