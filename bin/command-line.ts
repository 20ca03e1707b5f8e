import type { SelectionOptions } from './io';

interface Asked extends SelectionOptions {
  readonly fullRefresh?: boolean | undefined;
  readonly watch?: boolean | undefined;
  readonly target: string;
}

/** What a person asked for, as the history of runs tells it: `lakehouse build --select tag:gold`. */
export function commandLine(verb: string, { select, exclude, fullRefresh, watch, target }: Asked): string {
  return [
    `lakehouse ${verb}`,
    ...select.map((nodes) => `--select ${quoted(nodes)}`),
    ...exclude.map((nodes) => `--exclude ${quoted(nodes)}`),
    ...(fullRefresh === true ? ['--full-refresh'] : []),
    ...(watch === true ? ['--watch'] : []),
    ...(target === 'local' ? [] : [`--target ${target}`]),
  ].join(' ');
}

const quoted = (nodes: string): string => (/^[\w+:.@/*-]+$/.test(nodes) ? nodes : `'${nodes}'`);
