import {
  callable,
  callMacro,
  macroLibrary,
  parseBlocks,
  parseTemplate,
  Refusal,
  render,
  TemplateError,
  type RenderOptions,
  type Scope,
} from '../../../engine/jinja';

function failureOf(work: () => unknown): TemplateError {
  try {
    work();
  } catch (error: unknown) {
    if (error instanceof TemplateError) return error;
    throw error;
  }
  throw new Error('expected a TemplateError');
}

const failure = (text: string, scope: Scope = {}, options: RenderOptions = {}): TemplateError =>
  failureOf(() => render(parseTemplate(text, 'models/a.sql'), scope, options));

const library = (text: string) =>
  macroLibrary([
    {
      name: 'shop',
      macros: parseBlocks(text, 'macros/m.sql', ['macro']),
    },
  ]);

test('an error names the file, line and column of the innermost expression, and shows the line', () => {
  const error = failure('select 1\nfrom {{ a.b + missing.c }}\nwhere 1', { a: { b: 1 } });
  expect(error).toMatchObject({
    kind: 'undefined',
    message: "'missing' is undefined",
    file: 'models/a.sql',
    line: 2,
    column: 23,
    snippet: 'from {{ a.b + missing.c }}',
  });
});

test('a template that is a part of a file counts lines and columns from there', () => {
  const error = failureOf(() => parseTemplate("{{ 'a' }}{{ ( }}", 'schema.yml', { line: 7, column: 14 }));
  expect(error).toMatchObject({ kind: 'syntax', line: 7, column: 28 });
  expect(error.snippet.charAt(error.column - 1)).toBe('}');
});

test('a second line of such a part counts columns from its own start', () => {
  const error = failureOf(() => parseTemplate('a\n  {{ ( }}', 'schema.yml', { line: 7, column: 14 }));
  expect(error).toMatchObject({ line: 8, column: 8, snippet: '  {{ ( }}' });
});

test('an error inside a macro is placed in the macro and tells by which calls it was reached', () => {
  const macros = library(
    '{% macro outer(x) %}\n{{ inner(x) }}\n{% endmacro %}\n{% macro inner(x) %}{{ x + 1 }}{% endmacro %}',
  );
  const error = failure("\n{{ outer('a') }}", {}, { macros });
  expect(error).toMatchObject({
    kind: 'type',
    message: 'can only concatenate str (not "int") to str',
    file: 'macros/m.sql',
    line: 4,
    column: 26,
    macros: ['outer (models/a.sql:2)', 'inner (macros/m.sql:2)'],
  });
});

test('a tag that is never closed is placed where it was opened', () => {
  const error = failure('a\n{% for x in [1] %}\n{% if x %}\n{% endif %}\nend\n\n');
  expect(error).toMatchObject({ kind: 'syntax', line: 2, column: 4 });
  expect(error.message).toBe(
    "Unexpected end of template. Jinja was looking for the following tags: 'endfor' or 'else'. The innermost block that needs to be closed is 'for'.",
  );
});

test.each([
  ['{{ custmers.x }}', { customers: 1 }, "'custmers' is undefined. Did you mean 'customers'?"],
  ['{{ o.nam.x }}', { o: { name: 1 } }, "'dict object' has no attribute 'nam'. Did you mean 'name'?"],
  ['{{ 1 | uper }}', {}, "No filter named 'uper'. Did you mean 'upper'?"],
  ['{{ 1 is defned }}', {}, "No test named 'defned'. Did you mean 'defined'?"],
  ['{{ ref2() }}', { ref: 1 }, "'ref2' is undefined. Did you mean 'ref'?"],
  [
    '{% for x in y %}{{ loop.lenght + 1 }}{% endfor %}',
    { y: [1] },
    "'LoopContext object' has no attribute 'lenght'. Did you mean 'length'?",
  ],
])('suggests a near name: %s', (text, scope, message) => {
  expect(failure(text, scope).message).toBe(message);
});

test.each([
  [
    "{% include 'x' %}",
    "The tag 'include' is not supported: a template here stands alone. Share code by macros.",
  ],
  [
    "{% import 'x' as y %}",
    "The tag 'import' is not supported: a template here stands alone. Share code by macros.",
  ],
  [
    "{% extends 'x' %}",
    "The tag 'extends' is not supported: a template here stands alone. Share code by macros.",
  ],
  [
    '{% macro m() %}{% endmacro %}',
    "The tag 'macro' defines a block at the top of a file in macros/; dbt does not see one inside a template.",
  ],
  ["{{ '<' | escape }}", "The filter 'escape' is not supported: it writes HTML, which has no place in SQL."],
  [
    '{{ [1, 2] | random }}',
    "The filter 'random' is not supported: the same template must always print the same text.",
  ],
  ["{{ 'a'.encode() }}", 'str.encode is not supported.'],
  ['{{ (5).bit_length() }}', 'int.bit_length is not supported.'],
  ['{{ lipsum() }}', "'lipsum' is not supported: the same template must always print the same text."],
])('refuses by name: %s', (text, message) => {
  expect(failure(text)).toMatchObject({ kind: 'unsupported', message });
});

class Coded extends Refusal {
  readonly code = 'LH401';
}

test('a refusal of a function in the scope becomes an error at its call, with itself as the cause', () => {
  const ref = callable('ref', () => {
    throw new Coded('model "a" is unknown');
  });
  const error = failure("select *\nfrom {{ ref('a') }}", { ref });
  expect(error).toMatchObject({ kind: 'refused', message: 'model "a" is unknown', line: 2, column: 9 });
  expect(error.cause).toBeInstanceOf(Coded);
});

test('any other error of a function in the scope passes through untouched', () => {
  const defect = new RangeError('our own mistake');
  const broken = callable('broken', () => {
    throw defect;
  });
  expect(() => render(parseTemplate('{{ broken() }}', 'x'), { broken })).toThrow(defect);
});

test('a function is told the place of its call', () => {
  const seen: unknown[] = [];
  const ref = callable('ref', (_args, _kwargs, { file, line, column }) => {
    seen.push([file, line, column]);
    return '';
  });
  render(parseTemplate("{{ ref('a') }}\n  {{ ref('b') }}", 'models/a.sql'), { ref });
  expect(seen).toEqual([
    ['models/a.sql', 1, 4],
    ['models/a.sql', 2, 6],
  ]);
});

test('a macro without end of recursion is an error, not a crash', () => {
  const macros = library('{% macro m() %}{{ m() }}{% endmacro %}');
  expect(failure('{{ m() }}', {}, { macros }).message).toBe(
    "maximum recursion depth exceeded: 'm' calls itself",
  );
});

test('return outside of a macro is an error', () => {
  expect(failure('{{ return(1) }}').message).toBe("'return' was called outside of a macro.");
});

test('a macro called from outside that is not there is an error with a near name', () => {
  const error = failureOf(() => callMacro(library('{% macro name() %}{% endmacro %}'), 'nam', [], {}, {}));
  expect(error.message).toBe("there is no macro 'nam'. Did you mean 'name'?");
});
