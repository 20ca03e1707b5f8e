import { createHash } from 'node:crypto';
import { datasetPrefix } from '../../../engine/landing/keys';
import { landedSources, type LandedSource } from '../../../engine/landing/setup';
import { mergeStatements } from '../../../engine/plan/merge';
import type { Model } from '../../../engine/project/types';
import { identifier, relationText } from '../../../engine/warehouse/identifier';
import type { Cell, Column, Session } from '../../../engine/warehouse/port';
import { setUp } from '../../../local/pipe/setup';
import { fixedClock, localWarehouse } from '../../support/local-warehouse';
import type { History, Load, Row, Step } from './history';
import type { DomainModels } from './project';

/** The tables that a history left, and those of one full build of the same bronze: a line of text a row. */
export interface Outcome {
  readonly grown: readonly string[];
  readonly full: readonly string[];
}

export interface Bench {
  play(history: History): Promise<Outcome>;
  close(): Promise<void>;
}

interface OpenLoad {
  readonly session: Session;
  stepsLeft: number;
}

/** A database with the domain's bronze tables, on which histories are played one after the other. */
export async function openBench({ project, compiler, models }: DomainModels): Promise<Bench> {
  const clock = fixedClock();
  const local = await localWarehouse({ clock: clock.now });
  const { warehouse } = local;
  const domains = new Set(models.map(({ fqn }) => fqn[1]));
  const sources = landedSources(project.sources).filter(({ landing }) => domains.has(landing.domain));
  await setUp(warehouse, local.lake, sources, 'LAKEHOUSE');
  for (const schema of new Set(models.map(({ uniqueId }) => compiler.relation(uniqueId).schema)))
    await warehouse.query(`create schema if not exists LAKEHOUSE.${schema}`);

  const built = new Map<string, readonly Column[]>();
  const loaded = new Set<string>();

  async function insert(session: Session, source: LandedSource, load: Load): Promise<void> {
    const modified = `2026-01-0${load.day} 12:00:00`;
    const file = fileKey(source, load);
    const cells = load.rows.map((row) => cellsOf(source, row));
    const columns = [...(cells[0]?.columns ?? []), '_FILE', '_ROW', '_FILE_MODIFIED_AT', '_LOADED_AT'];
    const loadedAt = `${clock.now().toISOString().slice(0, 23).replace('T', ' ')} +0000`;
    const selects = cells.map(
      ({ expressions }, index) =>
        `select ${expressions.join(', ')}, ?, ${index + 1}, '${modified}'::timestamp_ntz, '${loadedAt}'::timestamp_ltz`,
    );
    await session.query(
      `insert into ${relationText(compiler.relation(source.uniqueId))} (${columns.map(identifier).join(', ')})\n` +
        selects.join('\nunion all\n'),
      { binds: cells.flatMap(({ binds }) => [...binds, file]) },
    );
  }

  async function land(load: Load, open: OpenLoad[]): Promise<void> {
    const source = sources.find(({ landing }) => landing.dataset === load.dataset);
    if (!source) throw new Error(`no dataset ${load.dataset}`);
    const key = fileKey(source, load);
    // The same key is the same file, and no file is loaded twice.
    if (loaded.has(key)) return;
    loaded.add(key);
    clock.move(1000);
    const session = await warehouse.session();
    await session.query('begin');
    await insert(session, source, load);
    open.push({ session, stepsLeft: load.held });
  }

  async function commit(open: OpenLoad[], due: (load: OpenLoad) => boolean): Promise<void> {
    for (const each of open.filter(due)) {
      clock.move(1000);
      await each.session.query('commit');
      await each.session.close();
      open.splice(open.indexOf(each), 1);
    }
  }

  async function buildWhole(model: Model): Promise<void> {
    const relation = compiler.relation(model.uniqueId);
    const kind = model.config.materialized === 'view' ? 'view' : 'table';
    await warehouse.query(
      `create or replace ${kind} ${relationText(relation)} as ${compiler.select(model.uniqueId)}`,
    );
    built.set(model.uniqueId, (await warehouse.columns(relation)) ?? []);
  }

  /** What a plan does for the model; the views stay as they are. */
  async function buildNext(model: Model): Promise<void> {
    const { uniqueId, config } = model;
    const columns = built.get(uniqueId);
    if (columns && config.materialized === 'view') return;
    if (!columns || config.materialized !== 'incremental') return buildWhole(model);
    const relation = compiler.relation(uniqueId);
    const arrived = { ...relation, name: `${relation.name}__ARRIVED` };
    await warehouse.query(
      `create or replace table ${relationText(arrived)} as ${compiler.select(uniqueId, { incremental: true })}`,
    );
    const session = await warehouse.session();
    await session.query('begin');
    const statements = mergeStatements(
      {
        target: relation,
        arrived,
        strategy: config.incrementalStrategy,
        uniqueKey: config.uniqueKey,
        updateColumns: config.mergeUpdateColumns,
        excludeColumns: config.mergeExcludeColumns,
      },
      columns,
      uniqueId,
    );
    for (const sql of statements) await session.query(sql);
    await session.query('commit');
    await session.close();
  }

  async function contents(): Promise<readonly string[]> {
    const all: string[] = [];
    for (const { uniqueId, name, config } of models) {
      const isCompared = config.materialized !== 'view' || name.endsWith('__quarantine');
      if (!isCompared) continue;
      const { rows } = await warehouse.query(`select * from ${relationText(compiler.relation(uniqueId))}`);
      all.push(...rows.map((cells) => `${name} ${JSON.stringify(cells)}`));
    }
    return all.sort();
  }

  async function run(step: Step['run']): Promise<void> {
    if (step === 'none') return;
    const far = step === 'whole' ? models.length : Math.floor(step.crashAfter * models.length);
    for (const model of models.slice(0, far)) await buildNext(model);
  }

  async function forget(): Promise<void> {
    for (const { uniqueId } of sources)
      await warehouse.query(`truncate table ${relationText(compiler.relation(uniqueId))}`);
    built.clear();
    loaded.clear();
  }

  return {
    play: async (history) => {
      await forget();
      const open: OpenLoad[] = [];
      for (const step of history) {
        for (const load of step.loads) await land(load, open);
        await commit(open, ({ stepsLeft }) => stepsLeft === 0);
        await run(step.run);
        for (const each of open) each.stepsLeft -= 1;
      }
      await commit(open, () => true);
      await run('whole');
      const grown = await contents();
      for (const model of models) if (model.config.materialized !== 'view') await buildWhole(model);
      return { grown, full: await contents() };
    },
    close: () => local.close(),
  };
}

function fileKey({ landing }: LandedSource, { day, tag }: Load): string {
  const hash = createHash('sha256').update(`${tag}`).digest('hex');
  return landing.domain === landing.dataset
    ? `${datasetPrefix(landing)}dt=2026-01-0${day}/hour=12/shop-1-2026-01-0${day}-12-00-00-${hash.slice(0, 8)}.json.gz`
    : `${datasetPrefix(landing)}extracted_at=2026-01-0${day}T12:00:00Z/${hash}.${landing.format}`;
}

/** A row as the load statement of its format would write it. */
function cellsOf(
  { landing }: LandedSource,
  row: Row,
): { columns: readonly string[]; expressions: readonly string[]; binds: readonly Cell[] } {
  const { line, document } = row;
  if (line !== undefined && line !== null) {
    const parses = isJson(line);
    return {
      columns: ['PAYLOAD', 'RAW'],
      expressions: parses ? ['parse_json(?)', 'null'] : ['null', '?'],
      binds: [line],
    };
  }
  if (document !== undefined && document !== null)
    return { columns: ['PAYLOAD'], expressions: ['parse_json(?)'], binds: [document] };
  if (landing.format !== 'csv') throw new Error(`a row of ${landing.dataset} is a line or a document`);
  const columns = Object.keys(row);
  return {
    columns: columns.map((name) => name.toUpperCase()),
    expressions: columns.map(() => '?'),
    binds: columns.map((name) => row[name] ?? null),
  };
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
