import type { Command, Option } from 'commander';
import type { Io } from './io';
import { makeProgram } from './program';

/** The page docs/cli.md: every command and option as it is defined. */
export function cliReference(): string {
  let printed = '';
  const io: Io = {
    out: { write: (text) => (printed += text), isTerminal: false, width: 100 },
    err: { write: () => undefined, isTerminal: false, width: 100 },
    env: {},
    now: () => new Date(0),
    interruption: () => new AbortController().signal,
  };
  const program = makeProgram(io, () => undefined);
  const example = (command: Command): string => {
    printed = '';
    command.outputHelp();
    return printed.slice(printed.indexOf('Example:') + 'Example:'.length).trim();
  };
  return [
    '<!-- Written by `npm run docs:cli` from the definitions in bin/program.ts. Do not edit by hand. -->',
    '# The command line',
    '',
    program.description(),
    '',
    'Results are a table on a terminal, and JSON in a pipe or with `--json`. Notes and progress go to stderr.',
    'Exit status: 0 done, 1 failed, 2 wrong usage. The first Ctrl-C ends a command in good order, the second at once;',
    'a build that was stopped or killed goes on where it was when it is called again.',
    '',
    '## Options of every command',
    '',
    ...optionTable(program.options),
    ...program.commands.flatMap((command) => [
      `## ${command.name()}`,
      '',
      command.description(),
      '',
      '```sh',
      `lakehouse ${command.name()} ${command.usage()}`,
      `# e.g. ${example(command)}`,
      '```',
      '',
      ...optionTable(command.options),
    ]),
  ].join('\n');
}

function optionTable(options: readonly Option[]): string[] {
  const shown = options.filter(({ hidden }) => !hidden);
  if (shown.length === 0) return [];
  const rows = shown.map(
    (option) => `| \`${option.flags}\` | ${escaped(option.description)} | ${standard(option)} |`,
  );
  return ['| option | what it does | default |', '|---|---|---|', ...rows, ''];
}

/** What holds where the option is not given. */
function standard({ defaultValue, defaultValueDescription, envVar, mandatory, negate }: Option): string {
  if (mandatory && defaultValue === undefined) return 'required';
  const isPlain = typeof defaultValue === 'string' || typeof defaultValue === 'number';
  const value = negate
    ? undefined
    : (defaultValueDescription ?? (isPlain ? `\`${defaultValue}\`` : undefined));
  return [...(envVar ? [`\`$${envVar}\``] : []), ...(value ? [value] : [])].join(', else ');
}

const escaped = (text: string): string => text.replaceAll('|', '\\|');
