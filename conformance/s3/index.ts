import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from '../../test/support/free-port';
import { lastWords, runCommand } from '../command';
import { startServer } from '../server';
import type { Outcome, Suite } from '../suite';
import { prepareVenv, type ReadyVenv } from '../venv';

/** The S3 lake against a server by other people, which knows conditional writes, checksums and lists of parts. */
export const s3Suite: Suite = {
  name: 's3',
  title:
    'a bucket of an S3 server is a lake: the contract, large objects, and a lakehouse over it; a table of DynamoDB keeps run state',
  async run(surroundings) {
    const venv = await prepareVenv(surroundings, {
      name: 's3-venv',
      notice: "moto's S3 server (once, about 150 MB)",
      files: [[join(surroundings.root, 'conformance/s3/requirements.txt')]],
    });
    if (!venv.ready) return { status: 'skipped', summary: venv.reason };
    const port = await freePort();
    mkdirSync(surroundings.workspace, { recursive: true });
    const server = await startServer(
      join(venv.bin, 'python'),
      [join(surroundings.root, 'conformance/s3/server.py'), String(port)],
      {
        env: venv.env,
        log: join(surroundings.workspace, 's3-server.log'),
        ready: () => fetch(`http://127.0.0.1:${port}/moto-api/`),
      },
    );
    try {
      return await runTests(surroundings.root, venv, `http://127.0.0.1:${port}`);
    } finally {
      await server.stop();
    }
  },
};

/** The tests are the repository's own: they skip themselves where no server is named. */
async function runTests(root: string, { env }: ReadyVenv, endpoint: string): Promise<Outcome> {
  const jest = join(root, 'node_modules/jest/bin/jest.js');
  const result = await runCommand(process.execPath, [jest, 'test/engine/landing/s3', 'test/engine/store'], {
    cwd: root,
    env: {
      ...env,
      LAKEHOUSE_S3_ENDPOINT: endpoint,
      LAKEHOUSE_DYNAMODB_ENDPOINT: endpoint,
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
      AWS_REGION: 'us-east-1',
      NO_COLOR: '1',
    },
  });
  if (!result) return { status: 'skipped', summary: 'node cannot be started' };
  const tests = /^Tests: +(.*)$/m.exec(result.stderr)?.[1] ?? 'no tests';
  return result.status === 0
    ? { status: 'passed', summary: tests }
    : { status: 'failed', summary: lastWords(result, 80) };
}
