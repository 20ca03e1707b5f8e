import { Validations, type App, type IPolicyValidationPlugin } from 'aws-cdk-lib';
import { SecurityChecks } from './security';
import { TemplateChecks } from './templates';

export { TemplateChecks };

/**
 * What every synthesis must pass: CloudFormation's schemas, AWS's rules of security, and our own for what neither knows.
 * A finding ends it; one that is meant to be is acknowledged beside the resource with its reason.
 */
export function addChecks(app: App, templates: TemplateChecks = new TemplateChecks()): void {
  // The CDK's own types do not hold under exactOptionalPropertyTypes.
  Validations.of(app).addPlugins(templates as IPolicyValidationPlugin, new SecurityChecks(app));
}
