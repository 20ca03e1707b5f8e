import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  CloudFormationValidatePlugin,
  Validations,
  type App,
  type IPolicyValidationPlugin,
} from 'aws-cdk-lib';
import { SecurityChecks } from './security';

/** The schemas, and our own rules in the language of AWS CloudFormation Guard. It takes seconds to make. */
export const templateChecks = (): IPolicyValidationPlugin =>
  // The CDK's own types do not hold under exactOptionalPropertyTypes.
  new CloudFormationValidatePlugin({
    guardRules: ['firehose', 'scheduler'].map((name) => ({
      name,
      content: readFileSync(join(__dirname, `${name}.guard`), 'utf8'),
    })),
  }) as IPolicyValidationPlugin;

/**
 * What every synthesis must pass: CloudFormation's schemas, AWS's rules of security, and our own for what neither knows.
 * A finding ends it; one that is meant to be is acknowledged beside the resource with its reason.
 */
export function addChecks(app: App, templates: IPolicyValidationPlugin = templateChecks()): void {
  Validations.of(app).addPlugins(templates, new SecurityChecks(app));
}
