import type { Statement } from './ast';
import { parseExpression } from './expressions';
import { parseTuple } from './primary';
import { parseDefinitionTag, parseMaterializationTag, parseParameters, macroOf } from './macros';
import type { Parser } from './parser';
import { parseBlockFilter } from './postfix';
import { parseTarget, parseTargets } from './targets';

/** Reads a statement whose tag name was just taken; leaves the end of its last tag. */
type ParseStatement = (parser: Parser, at: number) => readonly Statement[];

const parseSet: ParseStatement = (parser, at) => {
  const { stream } = parser;
  const target = parseTargets(stream, { namespaces: true });
  if (stream.skip('operator', '=')) return [{ kind: 'set', target, value: parseTuple(stream), at }];
  const filter = stream.skip('operator', '|') ? parseBlockFilter(stream) : undefined;
  return [{ kind: 'set block', target, filter, body: parser.parseBlock('endset').body, at }];
};

const parseFor: ParseStatement = (parser, at) => {
  const { stream } = parser;
  const target = parseTargets(stream, { end: 'in' });
  stream.expect('name', 'in');
  const items = parseTuple(stream, { withCondition: false, end: 'recursive' });
  const test = stream.skip('name', 'if') ? parseExpression(stream) : undefined;
  const recursive = stream.skip('name', 'recursive');
  const { body, end } = parser.parseBlock('endfor', 'else');
  const otherwise = end === 'else' ? parser.parseBlock('endfor').body : [];
  return [{ kind: 'for', target, items, test, recursive, body, otherwise, at }];
};

const parseIf: ParseStatement = (parser, at) => {
  const branches = [];
  for (;;) {
    const test = parseTuple(parser.stream, { withCondition: false });
    const { body, end } = parser.parseBlock('elif', 'else', 'endif');
    branches.push({ test, body });
    if (end === 'elif') continue;
    return [{ kind: 'if', branches, otherwise: end === 'else' ? parser.parseBlock('endif').body : [], at }];
  }
};

const parseWith: ParseStatement = (parser, at) => {
  const { stream } = parser;
  const assignments = [];
  while (!stream.is('block_end')) {
    if (assignments.length > 0) stream.expect('operator', ',');
    const target = parseTarget(stream, {});
    stream.expect('operator', '=');
    assignments.push({ target, value: parseExpression(stream) });
  }
  return [{ kind: 'with', assignments, body: parser.parseBlock('endwith').body, at }];
};

const parseCallBlock: ParseStatement = (parser, at) => {
  const { stream } = parser;
  const parameters = stream.isOperator('(') ? parseParameters(stream) : [];
  const call = parseExpression(stream);
  if (call.kind !== 'call') return stream.fail('expected call', at);
  const { body } = parser.parseBlock('endcall');
  return [{ kind: 'call', call, caller: macroOf(stream, 'caller', parameters, body, at), at }];
};

const parsePrint: ParseStatement = ({ stream }) => {
  const statements: Statement[] = [];
  while (!stream.is('block_end')) {
    if (statements.length > 0) stream.expect('operator', ',');
    const { at } = stream.current;
    statements.push({ kind: 'print', value: parseExpression(stream), at });
  }
  return statements;
};

export const STATEMENTS: ReadonlyMap<string, ParseStatement> = new Map<string, ParseStatement>([
  ['set', parseSet],
  ['for', parseFor],
  ['if', parseIf],
  ['with', parseWith],
  ['call', parseCallBlock],
  ['print', parsePrint],
  ['do', ({ stream }, at) => [{ kind: 'do', value: parseTuple(stream), at }]],
  ['break', (_parser, at) => [{ kind: 'break', at }]],
  ['continue', (_parser, at) => [{ kind: 'continue', at }]],
  [
    'filter',
    (parser, at) => [
      {
        kind: 'filter',
        filter: parseBlockFilter(parser.stream),
        body: parser.parseBlock('endfilter').body,
        at,
      },
    ],
  ],
]);

/** dbt's block tags. They define something at the top of a file and mean nothing inside a template. */
export const DEFINITIONS: ReadonlyMap<
  string,
  (parser: Parser, at: number) => Statement & { readonly kind: 'macro' }
> = new Map([
  ['macro', parseDefinitionTag('macro', '')],
  ['test', parseDefinitionTag('test', 'test_')],
  ['data_test', parseDefinitionTag('data_test', 'test_')],
  ['materialization', parseMaterializationTag],
]);

const refuse = (tag: string): readonly [string, string] => [
  tag,
  `The tag '${tag}' is not supported: a template here stands alone. Share code by macros.`,
];

const misplaced = (tag: string, home: string): readonly [string, string] => [
  tag,
  `The tag '${tag}' defines a block at the top of a file in ${home}; dbt does not see one inside a template.`,
];

export const REFUSED_TAGS: ReadonlyMap<string, string> = new Map([
  ...['import', 'from', 'include', 'extends', 'block', 'autoescape', 'trans'].map(refuse),
  misplaced('macro', 'macros/'),
  misplaced('materialization', 'macros/'),
  misplaced('test', 'tests/generic/'),
  misplaced('data_test', 'tests/generic/'),
  misplaced('snapshot', 'snapshots/'),
  misplaced('docs', 'a Markdown file'),
]);
