import { distance } from 'fastest-levenshtein';
import { isMap, isScalar, LineCounter, parseDocument, type Document } from 'yaml';
import type { z } from 'zod';
import { SettingsError, type SettingsProblem } from './settings/problem';
import { environmentName, environmentSchema } from './settings/schema';

export { SettingsError, type SettingsProblem } from './settings/problem';

/** What one environment is deployed with. The command line reads it too, so nothing here knows the CDK. */
export interface Settings extends z.infer<typeof environmentSchema> {
  /** Its name in the file. */
  readonly env: string;
}

/** The file at the repository's root. */
export const ENVIRONMENTS_FILE = 'environments.yml';

/** All environments by name. Throws a `SettingsError` with every mistake in the file. */
export function readEnvironments(file: {
  readonly path: string;
  readonly text: string;
}): ReadonlyMap<string, Settings> {
  const lines = new LineCounter();
  const document = parseDocument(file.text, { lineCounter: lines, prettyErrors: false });
  const problems: SettingsProblem[] = [];
  const take = (message: string, offset?: number): void => {
    if (offset === undefined) problems.push({ message, location: { file: file.path } });
    else {
      const { line, col: column } = lines.linePos(offset);
      problems.push({ message, location: { file: file.path, line, column } });
    }
  };
  for (const error of document.errors) take(`is not valid YAML: ${error.message}`, error.pos[0]);
  if (problems.length > 0) throw new SettingsError(problems);

  const environments = new Map<string, Settings>();
  const blocks: unknown = document.toJS();
  if (!isMap(document.contents) || blocks === null || typeof blocks !== 'object') {
    take('has no environment: name at least one, e.g. dev.');
    throw new SettingsError(problems);
  }
  for (const [env, block] of Object.entries(blocks)) {
    if (!environmentName.test(env))
      take(
        `"${env}": an environment's name is up to 16 small letters and digits.`,
        offsetOf(document, [env], true),
      );
    const parsed = environmentSchema.safeParse(block ?? {}, {
      error: ({ input }) => (input === undefined ? 'is missing' : undefined),
    });
    if (parsed.success) environments.set(env, frozen({ env, ...parsed.data }));
    else
      for (const issue of parsed.error.issues)
        for (const { path, isKey, message } of mistakesOf(issue))
          take(`${[env, ...path].join('.')}: ${message}.`, offsetOf(document, [env, ...path], isKey));
  }
  for (const { env, path, other } of sharedState(environments.values()))
    take(
      `${[env, ...path].join('.')}: ${other} goes on with it already, and runs of two environments would mix.`,
      offsetOf(document, [env, ...path], false),
    );
  if (problems.length > 0)
    throw new SettingsError(problems.sort((a, b) => (a.location.line ?? 0) - (b.location.line ?? 0)));
  return environments;
}

/** What two environments adopt: each believes that it is the only one. */
function sharedState(
  environments: Iterable<Settings>,
): readonly { readonly env: string; readonly path: readonly string[]; readonly other: string }[] {
  const owners = new Map<string, string>();
  return [...environments].flatMap(({ env, account, region, adopt }) =>
    (['bucket', 'stateTable'] as const).flatMap((part) => {
      if (adopt[part] === undefined) return [];
      const adopted = [account, region, part, adopt[part]].join('/');
      const other = owners.get(adopted);
      owners.set(adopted, other ?? env);
      return other === undefined ? [] : [{ env, path: ['adopt', part], other }];
    }),
  );
}

/** The settings of one environment. Throws a `SettingsError` also where there is none of that name. */
export function readSettings(
  file: { readonly path: string; readonly text: string },
  env: string | undefined,
): Settings {
  const environments = readEnvironments(file);
  const names = [...environments.keys()];
  const settings = env === undefined ? undefined : environments.get(env);
  if (settings) return settings;
  const near = names.find((name) => distance(name, env ?? '') <= 2);
  const message =
    env === undefined || env === ''
      ? `Which environment? Say -c env=<name>: ${names.join(', ')}.`
      : `There is no environment "${env}"${near === undefined ? '' : `; did you mean ${near}?`} There are: ${names.join(', ')}.`;
  throw new SettingsError([{ message, location: { file: file.path } }]);
}

interface Mistake {
  readonly path: readonly (string | number)[];
  readonly isKey: boolean;
  readonly message: string;
}

function mistakesOf(issue: z.core.$ZodIssue): readonly Mistake[] {
  const path = issue.path.map((step) => (typeof step === 'symbol' ? String(step) : step));
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({
      path: [...path, key],
      isKey: true,
      message: 'there is no such setting',
    }));
  if (issue.code === 'invalid_union') {
    const reasons = issue.errors.flat().filter(({ code }) => code !== 'invalid_value');
    return [
      { path, isKey: false, message: reasons.map(({ message }) => message).join(', ') || issue.message },
    ];
  }
  return [{ path, isKey: false, message: issue.message }];
}

/** Where the thing at a path is written, or the nearest thing around it. */
function offsetOf(
  document: Document,
  path: readonly (string | number)[],
  wantsKey: boolean,
): number | undefined {
  let node: unknown = document.contents;
  let offset: number | undefined;
  for (const [depth, step] of path.entries()) {
    if (!isMap(node)) break;
    const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(step));
    if (!pair) break;
    const { key, value } = pair as { key: { range?: [number, number, number] }; value: unknown };
    const isLast = depth === path.length - 1;
    offset =
      (isLast && !wantsKey && isScalar(value) ? value.range?.[0] : undefined) ?? key.range?.[0] ?? offset;
    node = value;
  }
  return offset;
}

function frozen<T extends object>(value: T): T {
  for (const part of Object.values(value)) if (part !== null && typeof part === 'object') frozen(part);
  return Object.freeze(value);
}
