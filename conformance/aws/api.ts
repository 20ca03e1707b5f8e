import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { Json } from '../../engine/project/types';
import type { ReadyVenv } from '../venv';
import type { Emulator } from './emulator';

/** `api('s3', 'list_objects_v2', { Bucket })`: a call of AWS's API by Python's SDK, which knows every service. */
export type Api = <Answer>(
  service: string,
  operation: string,
  parameters?: { readonly [name: string]: Json },
) => Promise<Answer>;

/** Of an IAM user, or of a role that was assumed. */
export interface Keys {
  readonly id: string;
  readonly secret: string;
  readonly token?: string;
}

export function makeApi(root: string, venv: ReadyVenv, emulator: Emulator, keys?: Keys): Api {
  const env = {
    ...emulator.env,
    ...(keys && {
      AWS_ACCESS_KEY_ID: keys.id,
      AWS_SECRET_ACCESS_KEY: keys.secret,
      AWS_SESSION_TOKEN: keys.token,
    }),
  };
  return async <Answer>(service: string, operation: string, parameters: object = {}): Promise<Answer> => {
    const child = spawn(venv.python, [join(root, 'conformance/aws/call.py'), service, operation], {
      env,
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    child.stdin.end(JSON.stringify(parameters));
    let [out, err] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => (out += chunk));
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => (err += chunk));
    const status = await new Promise<number | null>((done, fail) => {
      child.on('error', fail);
      child.on('close', done);
    });
    if (status === 0) return JSON.parse(out) as Answer;
    throw new Error(`${service} ${operation}: ${err.trim().split('\n').at(-1) ?? `ended with ${status}`}`);
  };
}

/** Asks until the answer is there. Times out with what was waited for. */
export async function eventually<T>(
  what: string,
  seconds: number,
  ask: () => Promise<T | undefined>,
): Promise<T> {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const found = await ask();
    if (found !== undefined) return found;
    if (Date.now() > end) throw new Error(`${what}: not within ${seconds} s`);
    await new Promise((done) => setTimeout(done, 1000));
  }
}
