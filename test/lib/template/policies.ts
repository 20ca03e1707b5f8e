import { resolver } from './resolve';
import type { Synthesized } from './synthesized';

export interface Statement {
  readonly Effect: 'Allow' | 'Deny';
  readonly Action: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly Principal?: unknown;
  readonly Condition?: { readonly [operator: string]: { readonly [key: string]: unknown } };
}
export interface PolicyDocument {
  readonly Version: string;
  readonly Statement: readonly Statement[];
}

export interface Role {
  /** `<stack>/<logical id>`. */
  readonly name: string;
  readonly trust: PolicyDocument;
  readonly policies: readonly PolicyDocument[];
}

/** Every role that a deploy makes, with all that is attached to it, resolved: also by policies of other stacks. */
export function rolesOf({ templates, all }: Synthesized): readonly Role[] {
  const resolve = resolver(templates);
  const stackOf = (name: string): string => name.slice(0, name.indexOf('/'));
  const attached = all('AWS::IAM::Policy').map(([name, { Properties }]) => ({
    roles: resolve(stackOf(name), Properties?.['Roles']) as readonly string[],
    document: resolve(stackOf(name), Properties?.['PolicyDocument']) as PolicyDocument,
  }));
  return all('AWS::IAM::Role').map(([name, { Properties }]) => {
    const stack = stackOf(name);
    const roleName = resolve(stack, { Ref: name.slice(stack.length + 1) }) as string;
    const inline = (Properties?.['Policies'] ?? []) as readonly { readonly PolicyDocument: unknown }[];
    return {
      name,
      trust: resolve(stack, Properties?.['AssumeRolePolicyDocument']) as PolicyDocument,
      policies: [
        ...inline.map(({ PolicyDocument }) => resolve(stack, PolicyDocument) as PolicyDocument),
        ...attached.filter(({ roles }) => roles.includes(roleName)).map(({ document }) => document),
      ],
    };
  });
}

export const listOf = (value: string | readonly string[] | undefined): readonly string[] =>
  value === undefined ? [] : typeof value === 'string' ? [value] : value;
