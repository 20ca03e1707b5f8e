import { existsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { fail, suggestion } from '../../engine/errors';
import type { Lake } from '../../engine/landing/lake';
import type { Landing, Project } from '../../engine/project';
import { openLake } from '../../local/home/lake';
import { prepareHome } from '../../local/home/open';
import { localTarget, openProject } from '../../local/home/project';
import { ingest as ingestFiles, type IngestReport } from '../../local/lake/ingest';
import type { GlobalOptions, Io } from '../io';
import { bytes, count } from '../output/amount';
import { printReport, table } from '../output/answer';
import { LiveLines } from '../output/live';
import { workspaceOptions } from './workspace-options';

export interface IngestCommandOptions {
  readonly extractedAt?: Date;
  readonly dryRun?: boolean;
}

export async function ingest(
  options: GlobalOptions & IngestCommandOptions,
  io: Io,
  domain: string,
  folder: string,
): Promise<number> {
  const layout = prepareHome(options);
  const target = localTarget(workspaceOptions(options, io));
  const { project } = await openProject(resolve(options.project), target, layout.projectCache);
  return ingestInto({ project, lake: openLake(layout) }, options, io, domain, folder);
}

export async function ingestInto(
  { project, lake }: { readonly project: Project; readonly lake: Lake },
  options: GlobalOptions & IngestCommandOptions,
  io: Io,
  domain: string,
  folder: string,
): Promise<number> {
  const directory = resolve(folder);
  if (!existsSync(directory) || !statSync(directory).isDirectory()) {
    fail('LH104', `There is no folder ${directory} to ingest from.`);
  }
  const landings = landingsOf(project.sources, domain);
  const report = await ingestWithProgress(options, io, landings, directory, io.interruption(), lake);
  if (options.json) printReport(io, report);
  else printTable(io, report);
  return 0;
}

/** The landings of one domain. */
export function landingsOf(
  sources: readonly { readonly landing: Landing | undefined }[],
  domain: string,
): Landing[] {
  const all = sources.flatMap(({ landing }) => (landing ? [landing] : []));
  const domains = [...new Set(all.map((landing) => landing.domain))];
  if (!domains.includes(domain)) {
    const known = domains.length > 0 ? domains.join(', ') : 'no domain at all';
    fail('LH105', `The project has no domain "${domain}", but ${known}.${suggestion(domain, domains)}`);
  }
  return all.filter((landing) => landing.domain === domain);
}

export async function ingestWithProgress(
  options: GlobalOptions & IngestCommandOptions,
  io: Io,
  landings: readonly Landing[],
  directory: string,
  signal: AbortSignal,
  lake: Lake = openLake(prepareHome(options)),
): Promise<IngestReport> {
  let line = '';
  const live = new LiveLines(io.err, () => [line]);
  try {
    return await ingestFiles({
      lake,
      landings,
      directory,
      extractedAt: options.extractedAt ?? io.now(),
      isDated: options.extractedAt !== undefined,
      dryRun: options.dryRun,
      signal,
      onProgress: (at) => {
        line = `${at.filesDone + 1}/${at.files} ${at.file}  ${bytes(at.bytes)} of ${bytes(at.fileBytes)}`;
      },
    });
  } finally {
    live.end();
  }
}

function printTable(io: Io, report: IngestReport): void {
  const rows = report.files.map((file) => [
    file.dataset,
    file.file,
    bytes(file.bytes),
    file.status,
    file.key,
  ]);
  io.out.write(table(['dataset', 'file', 'size', 'status', 'lake key'], rows, io.out.width * 3));
  for (const file of report.unmatched) io.err.write(`left alone, since it belongs to no dataset: ${file}\n`);
  for (const dataset of report.missing) io.err.write(`no file for ${dataset}\n`);
  io.err.write(`${count(report.uploaded, 'file')} uploaded, ${bytes(report.uploadedBytes)}\n`);
}
