import {
  callable,
  callMacro,
  evaluate,
  Float,
  macroLibrary,
  parseBlocks,
  parseTemplate,
  render,
  TemplateObject,
  type Scope,
} from '../../../engine/jinja';
import { FakeRelation } from '../../support/jinja-scope';

const print = (text: string, scope: Scope = {}): string => render(parseTemplate(text, 'x.sql'), scope);
const library = (text: string, name = 'shop') =>
  macroLibrary([{ name, macros: parseBlocks(text, 'm.sql', ['macro']) }]);

test('plain data of the scope is shown as Python would show it', () => {
  const scope = {
    a: [1, new Float(1), 1.5, null, true, 'x', { k: [] }],
    m: new Map([[1, 'one']]),
    big: 10n ** 20n,
  };
  expect(print('{{ a }} {{ m }} {{ big }}', scope)).toBe(
    "[1, 1.0, 1.5, None, True, 'x', {'k': []}] {1: 'one'} 100000000000000000000",
  );
});

test('a template never changes the data it was given, but sees its own changes', () => {
  const list = [1];
  expect(print('{% do list.append(2) %}{{ list }}', { list })).toBe('[1, 2]');
  expect(list).toEqual([1]);
});

test('a name whose value is undefined is not defined, and None is', () => {
  expect(print('{{ a is defined }}{{ b is defined }}{{ b }}', { a: undefined, b: null })).toBe(
    'FalseTrueNone',
  );
});

test('functions receive plain data: positional and named, tuples as arrays, floats as numbers', () => {
  const seen: unknown[] = [];
  const f = callable('f', (args, kwargs) => {
    seen.push(args, { ...kwargs });
    return '';
  });
  print("{{ f(1, 2.0, (3, none), [true], {'k': 'v', 1: 2}, missing, a='x', **{'b': {}}) }}", { f });
  expect(seen).toEqual([[1, 2, [3, null], [true], { k: 'v', '1': 2 }, undefined], { a: 'x', b: {} }]);
});

test('an object of the scope comes back to a function as itself', () => {
  const relation = new FakeRelation('orders');
  const same = callable('same', ([value]) => value === relation);
  expect(print('{{ same(r) }}{% set x = r %}{{ same(x) }}', { same, r: relation })).toBe('TrueTrue');
});

test('an object can be called and asked for attributes, by dot and by subscript', () => {
  class Config extends TemplateObject {
    readonly typeName = 'config';
    override readonly invoke = () => 'called';
    attribute(name: string): unknown {
      return name === 'size' ? 3 : undefined;
    }
    toString(): string {
      return 'config!';
    }
  }
  expect(
    print("{{ c }} {{ c() }} {{ c.size }} {{ c['size'] }} {{ c.x is defined }}", { c: new Config() }),
  ).toBe('config! called 3 3 False');
});

const hidden = [
  'constructor',
  '__proto__',
  'toString',
  'hasOwnProperty',
  'prototype',
  'length',
  '__class__',
  'invoke',
  'attribute',
];

test.each(hidden)('no value shows its JavaScript side: %s', (name) => {
  const scope = { o: {}, l: [1], s: 'x', n: 1, r: new FakeRelation('a'), f: callable('f', () => 1) };
  for (const owner of Object.keys(scope)) {
    expect(print(`{{ ${owner}.${name} is defined }}{{ ${owner}['${name}'] is defined }}`, scope)).toBe(
      'FalseFalse',
    );
  }
});

test.each(['constructor', '__proto__', 'toString', 'hasOwnProperty'])(
  'no name reaches a prototype: %s',
  (name) => {
    expect(print(`{{ ${name} is defined }}`, {})).toBe('False');
  },
);

test('keys like __proto__ are ordinary keys', () => {
  const seen: unknown[] = [];
  const f = callable('f', ([value]) => (seen.push(value), ''));
  print("{% set d = {'__proto__': 1, 'constructor': 2} %}{{ f(d) }}{{ d['__proto__'] }}", { f });
  expect(Object.entries(seen[0] as object)).toEqual([
    ['__proto__', 1],
    ['constructor', 2],
  ]);
  expect(Object.getPrototypeOf({})).toBe(Object.prototype);
});

test('a function or a class instance in the scope is a defect of the caller', () => {
  expect(() => print('{{ f }}', { f: () => 1 })).toThrow('a function cannot be shown to a template');
  expect(() => print('{{ d }}', { d: new Date(0) })).toThrow('a Date cannot be shown to a template');
});

test('an expression alone keeps its value', () => {
  const scope = { ref: callable('ref', ([name]) => ({ node: name })) };
  expect(evaluate("ref('orders')", 's.yml', scope)).toEqual({ node: 'orders' });
  expect(evaluate('[1, 2.5, {"a": none}]', 's.yml', {})).toEqual([1, 2.5, { a: null }]);
  expect(() => evaluate('1 }} {{ 2', 's.yml', {})).toThrow("unexpected '}'");
});

test('a macro called from outside gives what it returns, or its text', () => {
  const macros = library(
    '{% macro a(x, y=2) %}{{ return([x, y]) }}{% endmacro %}{% macro b() %} t {{ z }}{% endmacro %}',
  );
  expect(callMacro(macros, 'a', [1], { y: { k: null } }, {})).toEqual([1, { k: null }]);
  expect(callMacro(macros, 'b', [], {}, { z: 5 })).toBe(' t 5');
});

test('calls of macros are told with their depth', () => {
  const calls: string[] = [];
  const macros = library('{% macro a() %}{{ b() }}{% endmacro %}{% macro b() %}{% endmacro %}');
  render(
    parseTemplate('{{ a() }}{{ shop.b() }}', 'x'),
    {},
    {
      macros,
      onMacroCall: ({ package: owner, name, depth }) => calls.push(`${owner}.${name} ${depth}`),
    },
  );
  expect(calls).toEqual(['shop.a 0', 'shop.b 1', 'shop.b 0']);
});

test('a result can stand in for a macro, by name or with its package', () => {
  const macros = library('{% macro a() %}real{% endmacro %}{% macro b() %}{{ a() }}{% endmacro %}');
  const template = parseTemplate('{{ b() }}', 'x');
  expect(render(template, {}, { macros, macroResults: { a: 'fake' } })).toBe('fake');
  expect(render(template, {}, { macros, macroResults: { 'shop.a': true } })).toBe('True');
  expect(render(template, {}, { macros, macroResults: { 'other.a': 1 } })).toBe('real');
});

test('of two packages the first one’s macro is meant, and each is there by its package', () => {
  const parse = (text: string) => parseBlocks(text, 'm.sql', ['macro']);
  const macros = macroLibrary([
    { name: 'shop', macros: parse('{% macro a() %}own{% endmacro %}') },
    { name: 'dbt', macros: parse("{% macro a() %}dbt's{% endmacro %}{% macro b() %}b{% endmacro %}") },
  ]);
  expect(render(parseTemplate('{{ a() }} {{ dbt.a() }} {{ b() }}', 'x'), {}, { macros })).toBe("own dbt's b");
  expect([macros.has('b'), macros.has('b', 'shop'), macros.has('a', 'dbt')]).toEqual([true, false, true]);
});

test('a template can be rendered many times, each time from the start', () => {
  const template = parseTemplate('{% do l.append(1) %}{{ l }}', 'x');
  expect([render(template, { l: [] }), render(template, { l: [] })]).toEqual(['[1]', '[1]']);
});
