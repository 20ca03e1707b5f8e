import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { messageOf } from '../../engine/errors';
import { identifier, relationText } from '../../engine/warehouse/identifier';
import type { Cell, Column, RelationName, Result, Warehouse } from '../../engine/warehouse/port';
import { withWorkspace } from '../../local/home/workspace';
import { lastWords, runCommand } from '../command';
import type { Surroundings } from '../suite';
import type { ReadyVenv } from '../venv';
import { sameAnswer } from './compare';
import { askFakesnow, type Job, type Table, type Value } from './fakesnow';
import type { Opinion } from './opinions';

/** As small as a demo can be with every relation filled. */
const ORDERS = 60;

const manifest = z.object({
  nodes: z.record(
    z.string(),
    z.object({
      resource_type: z.string(),
      name: z.string(),
      compiled_code: z.string().nullish(),
      relation_name: z.string().nullish(),
      depends_on: z.object({ nodes: z.array(z.string()).optional() }).optional(),
    }),
  ),
  sources: z.record(z.string(), z.object({ relation_name: z.string().nullish() })),
});

type Manifest = z.infer<typeof manifest>;

/**
 * The SELECT of every model, as a build of the demo's own input compiled it, on the relations which that build made.
 * Each model reads our relations on both engines, so that one difference is one model.
 */
export async function opinionsOnModels(
  surroundings: Surroundings,
  venv: ReadyVenv,
): Promise<readonly Opinion[]> {
  const home = await mkdtemp(join(tmpdir(), 'lakehouse-fakesnow-'));
  try {
    const built = await demo(surroundings, home);
    const options = {
      home,
      project: join(surroundings.root, 'sql'),
      threads: 2,
      vars: {},
      env: {},
      now: () => new Date(),
    };
    return await withWorkspace(options, (opened) => ask(built, opened.home.warehouse, venv));
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}

async function demo({ root, env }: Surroundings, home: string): Promise<Manifest> {
  const size = ['--size', String(ORDERS), '--threads', '1'];
  const args = [join(root, 'bin/lakehouse.js'), 'demo', '--no-serve', ...size, '--home', home];
  const result = await runCommand(process.execPath, args, { cwd: root, env });
  const text = await readFile(join(home, 'target/manifest.json'), 'utf8').catch(() => undefined);
  // A build in which a model or a test failed leaves its manifest too, and the other models are as good to ask.
  if (text !== undefined) return manifest.parse(JSON.parse(text));
  throw new Error(`the demo left no manifest:\n${result ? lastWords(result) : ''}`);
}

async function ask(built: Manifest, warehouse: Warehouse, venv: ReadyVenv): Promise<readonly Opinion[]> {
  const opinions: Opinion[] = [];
  const jobs: Job[] = [];
  const ours = new Map<string, { readonly sql: string; readonly result: Result }>();
  const read = new Map<string, Promise<Table | undefined>>();
  const tableOf = (relation: string): Promise<Table | undefined> => {
    const known = read.get(relation) ?? readTable(warehouse, relation);
    read.set(relation, known);
    return known;
  };
  for (const [id, node] of Object.entries(built.nodes)) {
    const sql = node.compiled_code;
    if (node.resource_type !== 'model' || !node.relation_name || !sql) continue;
    const result = await warehouse.query(sql).catch((error: unknown) => messageOf(error));
    if (typeof result === 'string') {
      opinions.push({ id, kind: 'no opinion', why: `we: ${result}` });
      continue;
    }
    ours.set(id, { sql, result });
    const tables = await Promise.all(inputsOf(built, id).map(tableOf));
    jobs.push({
      id,
      database: 'LAKEHOUSE',
      tables: tables.filter((table) => table !== undefined),
      statements: [sql],
    });
  }
  const answers = await askFakesnow(venv, jobs);
  for (const [id, { sql, result }] of ours) {
    const answer = answers.get(id) ?? { error: 'no answer' };
    if ('error' in answer) opinions.push({ id, kind: 'no opinion', why: `fakesnow: ${answer.error}` });
    else if (sameAnswer(valuesOf(result), answer)) opinions.push({ id, kind: 'agree' });
    else opinions.push({ id, kind: 'differ', sql, ...apart(valuesOf(result), answer.rows) });
  }
  return opinions;
}

/** The relations that a model reads, through ephemeral models too. */
function inputsOf(built: Manifest, id: string): readonly string[] {
  const found = new Set<string>();
  for (const parent of built.nodes[id]?.depends_on?.nodes ?? []) {
    const relation = built.nodes[parent]?.relation_name ?? built.sources[parent]?.relation_name;
    if (relation) found.add(relation);
    else for (const further of inputsOf(built, parent)) found.add(further);
  }
  return [...found];
}

/** Snowflake's column that `*` does not show is an ordinary one there: fakesnow has no such columns. */
const COMMIT_TIME: Column = {
  name: 'METADATA$ROW_LAST_COMMIT_TIME',
  kind: 'TIMESTAMP_LTZ',
  type: 'TIMESTAMP_LTZ',
};

async function readTable(warehouse: Warehouse, relation: string): Promise<Table | undefined> {
  // Unquoted, as dbt prints it: stored in upper case.
  const [database = '', schema = '', name = ''] = relation.toUpperCase().split('.');
  const parts: RelationName = { database, schema, name };
  const visible = await warehouse.columns(parts);
  if (!visible) return undefined;
  const columns = schema.startsWith('BRONZE') ? [...visible, COMMIT_TIME] : visible;
  const listed = columns.map((column) => identifier(column.name)).join(', ');
  const { rows } = await warehouse.query(`SELECT ${listed} FROM ${relationText(parts)}`);
  return {
    ...parts,
    columns: columns.map((column) => `"${column.name}" ${column.type}`).join(', '),
    rows: rows.map((row) => row.map((cell, index) => loadable(cell, columns[index]))),
  };
}

/** DuckDB, where the rows are loaded, reads an offset with a colon. */
const loadable = (cell: Cell, column: Column | undefined): Cell =>
  column?.kind === 'TIMESTAMP_LTZ' && typeof cell === 'string' ? cell.replace(/ \+0000$/, '+00:00') : cell;

const valuesOf = ({ columns, rows }: Result): readonly (readonly Value[])[] =>
  rows.map((row) => row.map((cell, index) => valueOf(cell, columns[index])));

function valueOf(cell: Cell, column: Column | undefined): Value {
  if (cell === null || typeof cell === 'boolean') return cell;
  const text = String(cell);
  switch (column?.kind) {
    case 'NUMBER':
    case 'FLOAT':
      return { n: text };
    case 'DATE':
      return { d: text };
    case 'TIME':
      return { h: text };
    case 'TIMESTAMP_NTZ':
    case 'TIMESTAMP_LTZ':
    case 'TIMESTAMP_TZ':
      return { t: text };
    default:
      return text;
  }
}

/** The first row that the other does not have. */
function apart(
  ours: readonly (readonly Value[])[],
  theirs: readonly (readonly Value[])[],
): { readonly ours: string; readonly fakesnow: string } {
  const without = (rows: typeof ours, others: typeof ours): readonly Value[] | undefined =>
    rows.find((row) => !others.some((other) => sameAnswer([row], { rows: [other] })));
  return {
    ours: `${ours.length} rows, of them ${JSON.stringify(without(ours, theirs))}`,
    fakesnow: `${theirs.length} rows, of them ${JSON.stringify(without(theirs, ours))}`,
  };
}
