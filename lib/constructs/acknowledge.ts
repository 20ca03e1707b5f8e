import { Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** Findings of lib/checks that are meant to be, by rule, each with its reason. */
export function acknowledge(
  on: IConstruct,
  reasons: { readonly [rule in `AwsSolutions-${string}`]: string },
): void {
  for (const [rule, reason] of Object.entries(reasons))
    Validations.of(on).acknowledge({ id: `AwsSolutions::${rule}`, reason });
}
