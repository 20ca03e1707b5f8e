import type { IPolicyValidationContext, PolicyValidationPluginReport } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';

/**
 * AWS's rules, each wildcard a finding of its own. The pack writes a resource into a finding's name as the template has
 * it, with logical ids, names of exports or the name of an adopted bucket, which nobody can write down as acknowledged:
 * what is generated or chosen is `…` here, `AwsSolutions-IAM5[Resource::…/bronze/*]`.
 */
export class SecurityChecks extends AwsSolutionsChecks {
  override validate(context: IPolicyValidationContext): PolicyValidationPluginReport {
    const { violations, ...report } = super.validate(context);
    return {
      ...report,
      violations: violations.map((violation) => ({ ...violation, ruleName: readable(violation.ruleName) })),
    };
  }
}

export const readable = (rule: string): string =>
  rule
    .replace(/arn:[^:]+:s3:::[\w.-]+/g, '…')
    .replace(/<(?!AWS::)[^>]+>/g, '…')
    .replace(/[\w-]+:ExportsOutput\w+/g, '…');
