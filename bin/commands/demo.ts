import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { generators, type DomainGenerator } from '../../engine/generator';
import { build as runBuild, type RunResult } from '../../engine/run';
import { selectNodes, withWorkspace, type LocalWorkspace } from '../../local/home/workspace';
import { writeGenerated } from '../../local/home/generate';
import { layerRows, type LayerRows } from '../../local/inspection';
import type { GlobalOptions, Io } from '../io';
import { bytes, count, duration } from '../output/amount';
import { printReport, table } from '../output/answer';
import { summaryOf } from '../output/run-progress';
import { runWithProgress } from './build';
import { ingestWithProgress, landingsOf } from './ingest';
import { pipeWithProgress } from './pipe';
import { workspaceOptions } from './workspace-options';

export interface DemoOptions {
  readonly size: number;
  /** False with `--no-serve`. There is nothing to serve yet: with the console, `demo` goes on to it after the summary. */
  readonly serve: boolean;
}

const SEED = 1;

/** Sizes that belong together: the default of a domain, scaled as olist's is. */
const sizeOf = (generator: DomainGenerator, orders: number): number =>
  Math.max(1, Math.round((generator.defaultSize * orders) / (generators['olist']?.defaultSize ?? orders)));

export function demo(options: GlobalOptions & DemoOptions, io: Io): Promise<number> {
  return withWorkspace(workspaceOptions(options, io), async (opened) => {
    const signal = io.interruption();
    const timed = stopwatch(io);
    const files = await timed('generate', () => generateAll(opened, options.size));
    const ingested = await timed('ingest', async () => {
      const reports = [];
      for (const domain of Object.keys(generators)) {
        const landings = landingsOf(opened.local.project.sources, domain);
        const directory = join(opened.home.layout.input, domain);
        reports.push(await ingestWithProgress(options, io, landings, directory, signal));
      }
      return { uploaded: reports.reduce((sum, { uploaded }) => sum + uploaded, 0) };
    });
    const piped = await timed('pipe', () => pipeWithProgress(opened, options, io, signal));
    const result = await timed('build', () =>
      runWithProgress(runBuild, opened, io, {
        selected: selectNodes(opened.local, opened.home.layout, { select: [], exclude: [] }),
        fullRefresh: false,
        threads: options.threads,
        command: 'lakehouse demo',
        signal,
      }),
    );
    const summary: Summary = {
      home: opened.home.layout.home,
      files: {
        generated: files.length,
        bytes: files.reduce((sum, file) => sum + file.bytes, 0),
        ...ingested,
      },
      layers: await layerRows(opened.home.warehouse),
      stages: timed.stages,
    };
    if (options.json) printReport(io, { ...summary, run: { runId: result.runId, status: result.status } });
    else printSummary(summary, result, io);
    return result.status === 'success' && piped.failed.length === 0 ? 0 : 1;
  });
}

/** Input of every domain below the home, made anew: a smaller demo must not leave files of a larger one. */
async function generateAll({ home }: LocalWorkspace, orders: number): ReturnType<typeof writeGenerated> {
  rmSync(home.layout.input, { recursive: true, force: true });
  const written = Object.entries(generators).map(([domain, generator]) =>
    writeGenerated(
      generator.files({ seed: SEED, size: sizeOf(generator, orders) }),
      join(home.layout.input, domain),
    ),
  );
  return (await Promise.all(written)).flat();
}

interface Stage {
  readonly stage: string;
  readonly milliseconds: number;
}

interface Summary {
  readonly home: string;
  readonly files: { readonly generated: number; readonly bytes: number; readonly uploaded: number };
  readonly layers: readonly LayerRows[];
  readonly stages: readonly Stage[];
}

function stopwatch(io: Io) {
  const stages: Stage[] = [];
  const time = async <T>(stage: string, work: () => Promise<T>): Promise<T> => {
    const started = io.now().getTime();
    const result = await work();
    stages.push({ stage, milliseconds: io.now().getTime() - started });
    return result;
  };
  return Object.assign(time, { stages });
}

function printSummary({ home, files, layers, stages }: Summary, result: RunResult, io: Io): void {
  const { width } = io.out;
  const spent = stages.reduce((sum, { milliseconds }) => sum + milliseconds, 0);
  io.out.write(
    [
      `\n${count(files.generated, 'file')} (${bytes(files.bytes)}) generated, ${files.uploaded} of them new to the lake`,
      summaryOf(result),
      '',
      table(
        ['domain', 'layer', 'relations', 'rows'],
        layers.map((one) => [one.domain, one.layer, one.relations, one.rows]),
        width,
      ),
      table(
        ['stage', 'time'],
        [...stages, { stage: 'together', milliseconds: spent }].map((one) => [
          one.stage,
          duration(one.milliseconds),
        ]),
        width,
      ),
      `Everything lies in ${home}. Where to look next:`,
      ...[
        'query "select * from gold_olist.daily_sales_summary order by 1 desc limit 7"',
        'query "select * from gold_olist.top_customers order by 1 limit 5"',
        'query "select customer_segment, count(*) from gold_crm_erp.report_customers group by 1"',
        'status',
        'reconcile',
        'plan',
      ].map((command) => `  npx lakehouse ${command}`),
      '',
    ].join('\n'),
  );
}
