import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { accountSpecOf } from '../../cloud/account';
import { landingChanges } from '../../cloud/landing-changes';
import { openCloudProject } from '../../cloud/workspace';
import {
  accountRequirements,
  checkAccount,
  observeAccount,
  setupSql as blockOf,
  type Requirement,
} from '../../engine/account';
import { fail, LakehouseError } from '../../engine/errors';
import { openSnowflake, optionsFrom } from '../../engine/warehouse/snowflake';
import { snowflakeNamesOf } from '../../lambdas/deployment/contract';
import { ENVIRONMENTS_FILE, readSettings, SettingsError, type Settings } from '../../lib/settings';
import type { GlobalOptions, Io } from '../io';
import { printJson } from '../output/answer';

export interface SetupSqlOptions {
  readonly env: string;
  readonly check?: boolean;
  readonly diff?: boolean;
  /** `function=file`. */
  readonly publicKey: readonly string[];
  readonly networkPolicy?: string;
}

export async function setupSql(options: GlobalOptions & SetupSqlOptions, io: Io): Promise<number> {
  const settings = settingsOf(options.env);
  const { networkPolicy } = options;
  const spec = accountSpecOf(settings, { publicKeys: readKeys(options.publicKey), networkPolicy });
  const requirements = accountRequirements(spec);
  if (options.diff === true) return diff(settings, options, io);
  if (options.check === true) return check(settings, requirements, options, io);
  io.out.write(blockOf({ environment: settings.env, requirements }));
  return 0;
}

async function check(
  settings: Settings,
  requirements: readonly Requirement[],
  options: GlobalOptions,
  io: Io,
): Promise<number> {
  const login = administrator(settings, io);
  const warehouse = await openSnowflake(login);
  try {
    const found = checkAccount(
      requirements,
      await observeAccount((sql) => warehouse.query(sql), requirements),
    );
    if (options.json) printJson(io, found);
    else
      for (const { what, statements } of found.missing)
        io.out.write(`-- ${what}\n${statements.map((sql) => `${sql};\n`).join('')}`);
    for (const what of found.unseen) io.err.write(`Not seen by this role: ${what}.\n`);
    // A role that sees less misses what is there.
    io.err.write(
      `${found.missing.length === 0 ? 'Nothing' : 'This much'} is missing, as ${login.role} sees it.\n`,
    );
    return found.missing.length === 0 && found.unseen.length === 0 ? 0 : 1;
  } finally {
    await warehouse.close();
  }
}

/** What a deploy would change behind the stage; exit 0, changes or not. */
async function diff(settings: Settings, options: GlobalOptions, io: Io): Promise<number> {
  const names = snowflakeNamesOf(settings.env);
  const { project } = await openCloudProject({ env: settings.env, names }, options);
  const warehouse = await openSnowflake(administrator(settings, io));
  try {
    const changes = await landingChanges(warehouse, project, names);
    if (options.json) printJson(io, changes);
    else for (const { what, sql } of changes) io.out.write(`-- ${what}\n${sql};\n`);
    if (changes.length === 0) io.err.write('A deploy would change nothing in Snowflake.\n');
    return 0;
  } finally {
    await warehouse.close();
  }
}

/** As whoever `SNOWFLAKE_*` names, in the role that sees all of it. */
function administrator({ env, snowflake }: Settings, io: Io) {
  const defaults = {
    SNOWFLAKE_ACCOUNT: snowflake.account,
    SNOWFLAKE_DATABASE: snowflakeNamesOf(env).database,
    SNOWFLAKE_ROLE: 'ACCOUNTADMIN',
  };
  const variables = { ...defaults, ...io.env };
  const options = optionsFrom(variables, (path) => readFileSync(path, 'utf8'));
  if (options) return { ...options, role: variables.SNOWFLAKE_ROLE };
  return fail(
    'LH560',
    'The check logs in as an account administrator: set SNOWFLAKE_USER and SNOWFLAKE_PRIVATE_KEY_PATH. Without that, run the printed block again: what is there stays as it is.',
  );
}

function settingsOf(env: string): Settings {
  const path = join(__dirname, '..', '..', ENVIRONMENTS_FILE);
  try {
    return readSettings({ path: ENVIRONMENTS_FILE, text: readFileSync(path, 'utf8') }, env);
  } catch (error: unknown) {
    if (!(error instanceof SettingsError)) throw error;
    throw new LakehouseError(
      error.problems.map(({ message, location }) => ({ code: 'LH106', message, location })),
    );
  }
}

function readKeys(given: readonly string[]): { readonly [part: string]: readonly string[] } {
  const keys: { [part: string]: string[] } = {};
  for (const one of given) {
    const [part = '', path = ''] = one.split('=', 2);
    (keys[part] ??= []).push(readKey(path));
  }
  return keys;
}

function readKey(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return fail(
      'LH101',
      `--public-key takes <function>=<file of a public key in PEM>; there is no file "${path}".`,
    );
  }
}
