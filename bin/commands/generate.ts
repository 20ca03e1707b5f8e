import { join, resolve } from 'node:path';
import { generators, type DomainGenerator, type SalesShape } from '../../engine/generator';
import { fail, suggestion } from '../../engine/errors';
import { writeGenerated, type WrittenFile } from '../../local/home/generate';
import type { GlobalOptions, Io } from '../io';
import { bytes } from '../output/amount';
import { printReport, table } from '../output/answer';
import { generateEvents, printEvents, sessionsBeside, type EventsOptions } from './generate-events';

export interface GenerateOptions extends EventsOptions {
  readonly size?: number;
  readonly shape: SalesShape;
  readonly dates: 'epoch' | 'iso';
}

type Options = GlobalOptions & GenerateOptions;

export async function generate(options: Options, io: Io, domain?: string): Promise<number> {
  if (domain === undefined) return generateAll(options, io);
  if (domain === 'events') {
    const report = await generateEvents(options, io, io.interruption());
    printEvents(report, options, io);
    return report.stopped || report.kept > 0 ? 1 : 0;
  }
  const generator = generators[domain];
  if (!generator) {
    const known = [...Object.keys(generators), 'events'];
    fail(
      'LH105',
      `There is no generator for "${domain}", but for ${known.join(', ')}.${suggestion(domain, known)}`,
    );
  }
  const size = options.size ?? generator.defaultSize;
  const written = await writeFiles(generator, size, options, outOf(options));
  if (options.json) printReport(io, written);
  else printFiles(written, io);
  io.err.write(`${size.toLocaleString('en-US')} ${generator.unit}, seed ${options.seed}\n`);
  return 0;
}

/** All domains, each in a folder of its own. A size is olist's; the others come in proportion. */
async function generateAll(options: Options, io: Io): Promise<number> {
  const out = outOf(options);
  const scale = options.size === undefined ? 1 : options.size / (generators['olist']?.defaultSize ?? 1);
  const files: WrittenFile[] = [];
  for (const [domain, generator] of Object.entries(generators)) {
    const size = Math.max(1, Math.round(generator.defaultSize * scale));
    files.push(...(await writeFiles(generator, size, options, join(out, domain))));
  }
  const asked = options.sessions ?? options.days;
  const sessions = asked === undefined && scale !== 1 ? { sessions: sessionsBeside(scale) } : {};
  const events = await generateEvents(
    { ...options, ...sessions, out: join(out, 'events') },
    io,
    io.interruption(),
  );
  if (options.json) printReport(io, { files, events });
  else {
    printFiles(files, io);
    printEvents(events, options, io);
  }
  return events.stopped || events.kept > 0 ? 1 : 0;
}

/** Only events have another place to go to: the lake. */
function outOf({ out }: Options): string {
  return resolve(out ?? fail('LH102', "required option '--out <dir>' not specified"));
}

function writeFiles(
  generator: DomainGenerator,
  size: number,
  { seed, shape, dates }: Options,
  folder: string,
): Promise<readonly WrittenFile[]> {
  return writeGenerated(generator.files({ seed, size, shape, dates }), folder);
}

function printFiles(written: readonly WrittenFile[], io: Io): void {
  io.out.write(
    table(
      ['file', 'size'],
      written.map((file) => [file.path, bytes(file.bytes)]),
      io.out.width * 3,
    ),
  );
}
