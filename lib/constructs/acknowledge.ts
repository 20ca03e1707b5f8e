import { Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** Findings that are meant to be, by rule, each with its reason. */
export function acknowledge(on: IConstruct, reasons: { readonly [rule: string]: string }): void {
  for (const [id, reason] of Object.entries(reasons)) Validations.of(on).acknowledge({ id, reason });
}
