import { resolve } from 'node:path';
import { openTarget } from '../../cloud/deployment';
import { openCloudProject } from '../../cloud/workspace';
import type { GlobalOptions, Io } from '../io';
import { ingestInto, type IngestCommandOptions } from './ingest';

/** Into the environment's lake. Its pipes load what lands, and an arrival starts a run. */
export async function deployedIngest(
  options: GlobalOptions & IngestCommandOptions,
  io: Io,
  domain: string,
  folder: string,
): Promise<number> {
  const target = await openTarget(options.target, { env: io.env, now: io.now });
  const { project } = await openCloudProject(target, { ...options, project: resolve(options.project) });
  return ingestInto({ project, lake: target.lake }, options, io, domain, folder);
}
