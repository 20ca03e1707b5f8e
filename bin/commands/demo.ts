import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { generators, type DomainGenerator } from '../../engine/generator';
import { build as runBuild } from '../../engine/run';
import { selectNodes, withWorkspace, type LocalWorkspace } from '../../local/home/workspace';
import { writeGenerated } from '../../local/home/generate';
import { layerRows } from '../../local/inspection';
import type { GlobalOptions, Io } from '../io';
import { printReport } from '../output/answer';
import { runWithProgress } from './build';
import { consolePage, serve } from './console';
import { printSummary, type Stage, type Summary } from './demo-summary';
import { DELIVERY, generateEvents, sessionsBeside, type EventsReport } from './generate-events';
import { ingestWithProgress, landingsOf } from './ingest';
import { pipeWithProgress } from './pipe';
import { workspaceOptions } from './workspace-options';

export interface DemoOptions {
  readonly size: number;
  /** Goes on to the console after the summary. */
  readonly serve: boolean;
}

const SEED = 1;

/** A little of what real streams do, so that there is something to see in the quarantine. */
const TROUBLE = { duplicates: 0.01, outOfOrder: 0.02, malformed: 0.002, future: 0.002, unknown: 0.002 };

/** A domain's default, scaled as olist's is. */
const sizeOf = (generator: DomainGenerator, orders: number): number =>
  Math.max(1, Math.round(generator.defaultSize * scaleOf(orders)));

const scaleOf = (orders: number): number => orders / (generators['olist']?.defaultSize ?? orders);

export async function demo(options: GlobalOptions & DemoOptions, io: Io): Promise<number> {
  const signal = io.interruption();
  // Built beside the pipeline, where it is to be built.
  const page = options.serve ? consolePage(io) : undefined;
  page?.catch(() => undefined);
  const status = await runPipeline(options, io, signal);
  return page && !signal.aborted ? serve(options, io, page, signal) : status;
}

function runPipeline(options: GlobalOptions & DemoOptions, io: Io, signal: AbortSignal): Promise<number> {
  return withWorkspace(workspaceOptions(options, io), async (opened) => {
    const timed = stopwatch(io);
    const files = await timed('generate', () => generateFiles(opened, options.size));
    const events = await timed('stream', () => streamEvents(options, io, signal));
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
      events,
      layers: await layerRows(opened.home.warehouse),
      stages: timed.stages,
    };
    if (options.json) printReport(io, { ...summary, run: { runId: result.runId, status: result.status } });
    else printSummary(summary, result, io);
    const complete = !events.stopped && events.kept === 0 && piped.failed.length === 0;
    return complete && result.status === 'success' ? 0 : 1;
  });
}

/** Files of every domain below the home, made anew: a smaller demo must not leave files of a larger one. */
async function generateFiles({ home }: LocalWorkspace, orders: number): ReturnType<typeof writeGenerated> {
  rmSync(home.layout.input, { recursive: true, force: true });
  const written = Object.entries(generators).map(([domain, generator]) =>
    writeGenerated(
      generator.files({ seed: SEED, size: sizeOf(generator, orders) }),
      join(home.layout.input, domain),
    ),
  );
  return (await Promise.all(written)).flat();
}

/** A day of the shop, straight into the lake. */
function streamEvents(
  options: GlobalOptions & DemoOptions,
  io: Io,
  signal: AbortSignal,
): Promise<EventsReport> {
  const sessions = sessionsBeside(scaleOf(options.size));
  const stream = { ...options, ...DELIVERY, seed: SEED, sessions, days: 1, trouble: TROUBLE };
  return generateEvents(stream, io, signal);
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
