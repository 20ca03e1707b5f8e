import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { z } from 'zod';

const root = resolve(__dirname, '../..');

const manifest = z.object({
  nodes: z.record(
    z.string(),
    z.object({ name: z.string(), resource_type: z.string(), compiled_code: z.string().nullish() }),
  ),
});

export interface DemoHome {
  /** The DuckDB file, which nobody has open. */
  readonly database: string;
  /** The SELECT of every model as it was compiled, by the model's name. */
  readonly models: ReadonlyMap<string, string>;
  remove(): void;
}

/** A home with generated data in it: so many orders, built from lake to gold. */
export async function demoHome(orders: number): Promise<DemoHome> {
  const home = mkdtempSync(join(tmpdir(), 'lakehouse-bench-'));
  const args = ['demo', '--no-serve', '--size', String(orders), '--threads', '1', '--home', home];
  const result = spawnSync(process.execPath, [join(root, 'bin/lakehouse.js'), ...args], { encoding: 'utf8' });
  if (result.status !== 0) throw new Error(`the demo failed:\n${result.stderr.slice(-800)}`);
  await ownerEnded(join(home, 'owner.json'));
  const { nodes } = manifest.parse(JSON.parse(readFileSync(join(home, 'target/manifest.json'), 'utf8')));
  const models = Object.values(nodes).flatMap(({ name, resource_type, compiled_code }) =>
    resource_type === 'model' && compiled_code ? [[name, compiled_code] as const] : [],
  );
  return {
    database: join(home, 'lakehouse.duckdb'),
    models: new Map(models),
    remove: () => rmSync(home, { recursive: true, force: true }),
  };
}

/** The process that has the database open ends when it is asked to. */
async function ownerEnded(record: string): Promise<void> {
  if (!existsSync(record)) return;
  const { pid } = z.object({ pid: z.number() }).parse(JSON.parse(readFileSync(record, 'utf8')));
  process.kill(pid, 'SIGTERM');
  for (let tries = 0; existsSync(record) && tries < 200; tries += 1) {
    await new Promise((done) => setTimeout(done, 50));
  }
}
