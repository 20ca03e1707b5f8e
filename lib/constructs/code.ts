import { buildSync } from 'esbuild';
import { cpSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, relative, sep } from 'node:path';
import { AssetHashType, FileSystem } from 'aws-cdk-lib';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { bundleOptions, type FunctionName } from './bundle';

export interface FunctionCode {
  readonly code: Code;
  /** Of its content: another one whenever the function may do something else. */
  readonly hash: string;
}

/** Where a function's code comes from: its bundle, or in template tests something that costs no time. */
export type CodeOf = (name: FunctionName) => FunctionCode;

/** The dbt project, which these read: it lies beside the bundle as `sql/`. */
const PROJECT = join(__dirname, '..', '..', 'sql');
/** What dbt leaves below a project, and nobody reads: with it the same commit would be another function. */
const OF_DBT: readonly string[] = ['target', 'dbt_packages', 'logs'];
const WITH_PROJECT: readonly FunctionName[] = ['advance', 'canary', 'monitor', 'setup'];

/**
 * The bundle of each function, made once a synthesis. The asset's name is the hash of what it holds, so that what did
 * not change is not deployed.
 */
export function bundledCode(): CodeOf {
  const made = new Map<FunctionName, FunctionCode>();
  return (name) => {
    const code = made.get(name) ?? codeIn(bundle(name));
    made.set(name, code);
    return code;
  };
}

function codeIn(folder: string): FunctionCode {
  const hash = FileSystem.fingerprint(folder);
  return { code: Code.fromAsset(folder, { assetHash: hash, assetHashType: AssetHashType.CUSTOM }), hash };
}

function bundle(name: FunctionName): string {
  const folder = mkdtempSync(join(tmpdir(), `lakehouse-${name}-`));
  buildSync({ ...bundleOptions(name), outfile: join(folder, 'index.js') });
  if (WITH_PROJECT.includes(name)) copyProject(PROJECT, join(folder, 'sql'));
  return folder;
}

export function copyProject(from: string, to: string): void {
  const isRead = (path: string): boolean => {
    const [first = ''] = relative(from, path).split(sep);
    return !OF_DBT.includes(first) && !(first !== '' && basename(path).startsWith('.'));
  };
  cpSync(from, to, { recursive: true, filter: isRead });
}
