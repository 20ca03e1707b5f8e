import { join } from 'node:path';
import { lastWords, runCommand } from '../command';
import { ACCOUNT, REGION, type Emulator } from './emulator';

export interface Cdk {
  bootstrap(): Promise<string>;
  /** Answers with what the command line said. */
  deployAll(more?: CdkContext): Promise<string>;
  destroyAll(more?: CdkContext): Promise<string>;
}

/** As `-c name=value`. */
interface CdkContext {
  readonly [name: string]: string;
}

/** The stock command line, as a user calls it; the environment alone leads it to the emulator. */
export function makeCdk(
  root: string,
  { env }: Emulator,
  { output, ...context }: { readonly env: string; readonly environments: string; readonly output: string },
): Cdk {
  const run = async (args: readonly string[], more: CdkContext = {}): Promise<string> => {
    const options = Object.entries({ ...context, ...more }).flatMap(([name, value]) => [
      '--context',
      `${name}=${value}`,
    ]);
    const result = await runCommand(
      join(root, 'node_modules/.bin/cdk'),
      [...args, ...options, '--output', output],
      {
        cwd: root,
        env: { ...env, NO_COLOR: '1', CI: '1' },
      },
    );
    if (result?.status === 0) return `${result.stdout}\n${result.stderr}`;
    throw new Error(result ? `cdk ${args.join(' ')}\n${lastWords(result, 60)}` : 'cdk cannot be started');
  };
  return {
    bootstrap: () => run(['bootstrap', `aws://${ACCOUNT}/${REGION}`]),
    deployAll: (more) => run(['deploy', '--all', '--require-approval', 'never'], more),
    destroyAll: (more) => run(['destroy', '--all', '--force'], more),
  };
}
