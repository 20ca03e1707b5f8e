import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { Template } from 'aws-cdk-lib/assertions';
import { addStacks } from '../../../lib/app';
import { addChecks, type TemplateChecks } from '../../../lib/checks';
import { readSettings } from '../../../lib/settings';

export interface Resource {
  readonly Type: string;
  readonly Properties?: { readonly [name: string]: unknown };
  readonly DependsOn?: readonly string[];
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
  readonly Metadata?: { readonly 'aws:cdk:path'?: string };
}

export interface TemplateJson {
  readonly Resources: { readonly [id: string]: Resource };
  readonly Outputs?: {
    readonly [id: string]: { readonly Value: unknown; readonly Export?: { readonly Name: string } };
  };
}

export interface Synthesized {
  /** By stack: Lake, Warehouse, Transforms, Stream, Observability, Canary. */
  readonly templates: { readonly [stack: string]: TemplateJson };
  template(stack: string): Template;
  /** Every resource of a type, with `<stack>/<logical id>`. */
  all(type: string): readonly (readonly [name: string, resource: Resource])[];
}

const ROOT = join(__dirname, '../../..');

/** One environment as a deploy would have it, of settings in YAML, without bundles: functions have no code here. */
export function synthesize(
  yaml: string,
  options: { readonly checks?: TemplateChecks; readonly destroyData?: string } = {},
): Synthesized {
  const settings = readSettings({ path: 'environments.yml', text: yaml }, 'dev');
  const { context } = JSON.parse(readFileSync(join(ROOT, 'cdk.json'), 'utf8')) as { context: object };
  const folder = mkdtempSync(join(tmpdir(), 'synth-'));
  const code = mkdtempSync(join(tmpdir(), 'code-'));
  writeFileSync(join(code, 'index.js'), '');
  const app = new App({ outdir: folder, context: { ...context, 'aws:cdk:enable-path-metadata': true } });
  addStacks(app, {
    settings,
    code: (name) => ({ code: Code.fromAsset(code), hash: `hash-of-${name}` }),
    destroyData: options.destroyData,
  });
  if (options.checks) addChecks(app, options.checks);
  else process.env['CDK_VALIDATION'] = 'false';
  const assembly = app.synth();
  const templates = Object.fromEntries(
    assembly.stacks.map((stack) => [
      stack.id,
      { Resources: {}, ...(stack.template as object) } as TemplateJson,
    ]),
  );
  return {
    templates,
    template: (stack) => Template.fromJSON({ ...templates[stack] }),
    all: (type) =>
      Object.entries(templates).flatMap(([stack, { Resources }]) =>
        Object.entries(Resources)
          .filter(([, { Type }]) => Type === type)
          .map(([id, resource]) => [`${stack}/${id}`, resource] as const),
      ),
  };
}

/** The block of an environment called dev, with lines of its own. */
export const dev = (lines = ''): string =>
  `dev:\n  account: '111122223333'\n  region: eu-central-1\n  snowflake: { account: ACME-WAREHOUSE }\n${lines}`;
