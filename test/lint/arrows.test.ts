import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const root = join(__dirname, '../..');

/** What lint says of a file with this text at this place. (ESLint's own modules do not load inside Jest.) */
function lint(file: string, code: string): string {
  const eslint = join(root, 'node_modules/eslint/bin/eslint.js');
  const args = [eslint, '--stdin', '--stdin-filename', join(root, file)];
  return spawnSync(process.execPath, args, { cwd: root, input: code, encoding: 'utf8' }).stdout;
}

test('the engine may not import the local half', () => {
  const found = lint('engine/plan/x.ts', "import '../../local/lake/ingest';\n");
  expect(found).toContain('engine/ imports nothing else of ours');
});

test('the template engine may not import the project', () => {
  const found = lint('engine/jinja/x.ts', "import '../project/types';\n");
  expect(found).toContain('the template engine knows nothing of the project');
});

test('a driver is imported by its adapter alone', () => {
  const code = "import { DuckDBInstance } from '@duckdb/node-api';\nexport { DuckDBInstance };\n";
  expect(lint('engine/run/x.ts', code)).toContain(
    'the DuckDB driver is imported by engine/warehouse/duckdb alone',
  );
  expect(lint('engine/warehouse/duckdb/x.ts', code)).toBe('');
});

test('printing and exiting belong to bin/', () => {
  const code = 'console.log(1);\nprocess.exit(1);\n';
  expect(lint('engine/run/x.ts', code)).toContain('process.exit belongs in bin/');
  expect(lint('bin/x.ts', code)).toBe('');
});

test('infrastructure imports the contracts of functions, and nothing else of them or of the engine', () => {
  const found = lint(
    'lib/stream/x.ts',
    `export * from '../../engine/landing/keys';
export * from '../../lambdas/setup/setup';
export * from '../../lambdas/setup/contract';
`,
  );
  expect(found).toContain('lib/ may import lambdas/*/contract only');
  expect(found).toContain('of a function only its contract may be imported');
  expect(found).toContain('2 problems');
});

test('functions know nothing of the infrastructure', () => {
  const code = "import { Stack } from 'aws-cdk-lib';\nexport { Stack };\n";
  expect(lint('lambdas/setup/x.ts', code)).toContain('infrastructure belongs in lib/');
});
