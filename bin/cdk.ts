import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { LakehouseError } from '../engine/errors';
import { landedSources, refuseOverlaps } from '../engine/landing/setup';
import { readProject, readProjectFiles, type Target } from '../engine/project';
import { lakehouseApp } from '../lib/app';
import { SettingsError } from '../lib/settings';

const ROOT = join(__dirname, '..');

/** What setup would refuse minutes into a deploy is refused here: a project that cannot be read, pipes that overlap. */
async function checkProject(): Promise<void> {
  const target: Target = {
    ...{ name: 'synth', type: 'snowflake', database: 'SYNTH', schema: 'PUBLIC' },
    ...{ threads: 1, vars: {}, env: {} },
  };
  refuseOverlaps(landedSources(readProject(await readProjectFiles(join(ROOT, 'sql')), target).sources));
}

// The app synthesizes itself when the process ends: a failure before that leaves nothing behind.
checkProject()
  .then(() => lakehouseApp((path) => readFileSync(resolve(ROOT, path), 'utf8')))
  .catch((e: unknown) => {
    if (!(e instanceof SettingsError || e instanceof LakehouseError)) throw e;
    console.error(e.message);
    process.exit(1);
  });
