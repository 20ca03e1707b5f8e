import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  CloudFormationValidatePlugin,
  type IPolicyValidationContext,
  type PolicyValidationPluginReport,
} from 'aws-cdk-lib';

/**
 * CloudFormation's schemas, and our own rules in the language of AWS CloudFormation Guard. What the schemas only warn of
 * ends the synthesis too: among it is a value outside of an enumeration, which a deploy would stop at.
 */
export class TemplateChecks extends CloudFormationValidatePlugin {
  constructor() {
    super({
      guardRules: ['firehose', 'scheduler'].map((name) => ({
        name,
        content: readFileSync(join(__dirname, `${name}.guard`), 'utf8'),
      })),
    });
  }

  override validate(context: IPolicyValidationContext): PolicyValidationPluginReport {
    const { violations, ...report } = super.validate(context);
    return {
      ...report,
      success: violations.length === 0,
      violations: violations.map((violation) => ({
        ...violation,
        severity: violation.severity === 'warning' ? 'error' : (violation.severity ?? 'error'),
      })),
    };
  }
}
