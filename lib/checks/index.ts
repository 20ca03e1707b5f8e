import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  CloudFormationValidatePlugin,
  Validations,
  type App,
  type IPolicyValidationPlugin,
} from 'aws-cdk-lib';
import { SecurityChecks } from './security';

const GUARD_RULES = ['firehose', 'scheduler'] as const;

/**
 * What every synthesis must pass: CloudFormation's schemas, AWS's rules of security, and our own for what neither knows.
 * A finding ends it; one that is meant to be is acknowledged beside the resource with its reason.
 */
export function addChecks(app: App): void {
  Validations.of(app).addPlugins(
    // The CDK's own types do not hold under exactOptionalPropertyTypes.
    new CloudFormationValidatePlugin({
      guardRules: GUARD_RULES.map((name) => ({
        name,
        content: readFileSync(join(__dirname, `${name}.guard`), 'utf8'),
      })),
    }) as IPolicyValidationPlugin,
    new SecurityChecks(app),
  );
}
