import { resolve } from 'node:path';
import { generators } from '../../engine/generator';
import { fail, suggestion } from '../../engine/errors';
import { writeGenerated } from '../../local/home/generate';
import type { GlobalOptions, Io } from '../io';
import { bytes } from '../output/amount';
import { printReport, table } from '../output/answer';

export interface GenerateOptions {
  readonly out: string;
  readonly size?: number;
  readonly seed: number;
}

export async function generate(
  options: GlobalOptions & GenerateOptions,
  io: Io,
  domain: string,
): Promise<number> {
  const generator = generators[domain];
  if (!generator) {
    const known = Object.keys(generators);
    fail(
      'LH105',
      `There is no generator for "${domain}", but for ${known.join(', ')}.${suggestion(domain, known)}`,
    );
  }
  const size = options.size ?? generator.defaultSize;
  const written = await writeGenerated(generator.files({ seed: options.seed, size }), resolve(options.out));
  if (options.json) printReport(io, written);
  else
    io.out.write(
      table(
        ['file', 'size'],
        written.map((file) => [file.path, bytes(file.bytes)]),
        io.out.width * 3,
      ),
    );
  io.err.write(`${size.toLocaleString('en-US')} ${generator.unit}, seed ${options.seed}\n`);
  return 0;
}
