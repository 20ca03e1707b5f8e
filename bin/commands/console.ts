import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { readPage, serveConsole } from '../../console/server';
import { builtPage } from '../../console/server/build-page';
import { fail, messageOf } from '../../engine/errors';
import { version } from '../../package.json';
import { localSource, type OpenedSource } from '../console/local-source';
import type { GlobalOptions, Io } from '../io';

export interface ConsoleOptions {
  readonly port?: number;
  readonly open?: boolean;
  readonly allowRun?: boolean;
}

const INSTALLATION = resolve(__dirname, '../..');

/** The built page's folder. The first time it takes a moment. */
export const consolePage = (io: Io): Promise<string> =>
  builtPage(INSTALLATION, () => io.err.write("Building the console's page, which is done once.\n"));

export function console(options: GlobalOptions & ConsoleOptions, io: Io): Promise<number> {
  return serve(options, io, consolePage(io), io.interruption());
}

/** Serves until the signal. */
export async function serve(
  options: GlobalOptions & ConsoleOptions,
  io: Io,
  page: Promise<string>,
  signal: AbortSignal,
): Promise<number> {
  const [folder, { source, close }] = await Promise.all([page, sourceOf(options, io, signal)]);
  try {
    const running = await serveConsole({
      ...{ source, version, port: options.port, page: readPage(folder) },
      onDefect: (error) =>
        io.err.write(`${error instanceof Error ? (error.stack ?? '') : messageOf(error)}\n`),
    });
    if (options.json) io.out.write(`${JSON.stringify({ url: running.url })}\n`);
    else io.out.write(`The console is at ${running.url}  (Ctrl-C ends it)\n`);
    void running.warm();
    if (options.open) openInBrowser(running.url);
    if (!signal.aborted) await once(signal, 'abort');
    await running.close();
    return 0;
  } finally {
    await close();
  }
}

function sourceOf(
  options: GlobalOptions & ConsoleOptions,
  io: Io,
  signal: AbortSignal,
): Promise<OpenedSource> {
  if (options.target === 'local') return localSource(options, io, signal);
  if (options.allowRun)
    fail('LH101', '--allow-run belongs to the local lakehouse: start runs with lakehouse build --target.');
  // Loaded where there is a deployment to look at: the SDKs take a moment.
  const { deployedSource } =
    require('../console/deployed-source') as typeof import('../console/deployed-source');
  return deployedSource(options, io);
}

function openInBrowser(url: string): void {
  const [program, ...before] =
    process.platform === 'darwin'
      ? ['open']
      : process.platform === 'win32'
        ? ['cmd', '/c', 'start', '']
        : ['xdg-open'];
  const opener = spawn(program ?? 'open', [...before, url], { stdio: 'ignore', detached: true });
  // Where there is no browser the URL that was printed has to do.
  opener.once('error', () => undefined);
  opener.unref();
}
