import { parseBlocks, parseTemplate, render, TemplateError } from '../../../engine/jinja';

test('macros and tests come with their parameters, text and place', () => {
  const text =
    "{# {% macro no() %} #}\n\n  {% macro a(x, y=[1, 2]) -%} {{ x }} {%- endmacro %}\ntext {{ '{% macro no() %}' }}\n{% test b(model) %}select 1{% endtest %}\n";
  expect(parseBlocks(text, 'macros/a.sql', ['macro', 'test'])).toEqual([
    {
      kind: 'macro',
      name: 'a',
      parameters: [
        { name: 'x', hasDefault: false },
        { name: 'y', hasDefault: true },
      ],
      text: '{% macro a(x, y=[1, 2]) -%} {{ x }} {%- endmacro %}',
      contents: '{{ x }}',
      file: 'macros/a.sql',
      line: 3,
      column: 3,
      contentsLine: 3,
      contentsColumn: 31,
    },
    {
      kind: 'test',
      name: 'b',
      parameters: [{ name: 'model', hasDefault: false }],
      text: '{% test b(model) %}select 1{% endtest %}',
      contents: 'select 1',
      file: 'macros/a.sql',
      line: 5,
      column: 1,
      contentsLine: 5,
      contentsColumn: 20,
    },
  ]);
});

test('docs are prose: what looks like Jinja in them is kept as it is', () => {
  const [block] = parseBlocks(
    "# Title\n{% docs orders %}\nOne row an order; `{{ 1 + }}` {% odd %} it's { % } 100 %\n{% enddocs %}\n",
    'd.md',
    ['docs'],
  );
  expect(block?.contents).toBe("\nOne row an order; `{{ 1 + }}` {% odd %} it's { % } 100 %\n");
});

test('a snapshot’s contents are a template of their own, with its place', () => {
  const [block] = parseBlocks(
    '\n{% snapshot s %}\n{{ config(a=1) }}\nselect {{ 1 + }}\n{% endsnapshot %}',
    's.sql',
    ['snapshot'],
  );
  expect(block?.name).toBe('s');
  const parse = () =>
    parseTemplate(block?.contents ?? '', 's.sql', {
      line: block?.contentsLine ?? 1,
      column: block?.contentsColumn ?? 1,
    });
  expect(parse).toThrow(expect.objectContaining({ line: 4, column: 15 }));
});

test('kinds that are not asked for are passed over, their tags too', () => {
  const text = '{% macro a() %}{% if x %}{% endif %}{% endmacro %}{% snapshot s %}select 1{% endsnapshot %}';
  expect(parseBlocks(text, 's.sql', ['snapshot']).map(({ name }) => name)).toEqual(['s']);
});

test('raw keeps block tags from being seen', () => {
  const text = '{% macro a() %}{% raw %}{% endmacro %}{% endraw %}{% endmacro %}';
  expect(parseBlocks(text, 'm.sql', ['macro'])[0]?.contents).toBe('{% raw %}{% endmacro %}{% endraw %}');
});

test('a materialization has no parameters', () => {
  const text =
    "{% materialization t, adapter='snowflake', supported_languages=['sql'] %}{{ this }}{% endmaterialization %}";
  expect(parseBlocks(text, 'm.sql', ['materialization'])[0]).toMatchObject({ name: 't', parameters: [] });
});

test.each([
  ['{% macro a() %}', 1, "The block 'macro' is never closed: 'endmacro' is missing."],
  [
    '\n{% if x %}{% macro a() %}{% endmacro %}{% endif %}',
    2,
    "A 'macro' block must stand at the top of a file, not inside 'if'.",
  ],
  [
    '{% macro a() %}\n{% macro b() %}{% endmacro %}{% endmacro %}',
    2,
    "A 'macro' block must stand at the top of a file, not inside 'macro'.",
  ],
  ['{% for x in y %}{% endif %}', 1, "'endif' does not close 'for'."],
  ['{% endif %}', 1, "'endif' closes nothing."],
  ['{% macro %}{% endmacro %}', 1, "The block 'macro' has no name."],
  ['{% macro a( %}{% endmacro %}', 1, "unexpected '}', expected ')'"],
  ['{% macro a() %}\n{{ 1 + }}{% endmacro %}', 2, "unexpected 'end of print statement'"],
  ['{% macro a(x=1, y) %}{% endmacro %}', 1, 'non-default argument follows default argument'],
  ['{# never closed', 1, 'Missing end of comment tag'],
  ["{% macro a(x='%}') %", 1, "A tag is never closed: '%}' is missing."],
])('%s', (text, line, message) => {
  const failing = (): unknown => parseBlocks(text, 'm.sql', ['macro']);
  expect(failing).toThrow(TemplateError);
  expect(failing).toThrow(expect.objectContaining({ line, message }));
});

test('an unclosed parenthesis is found by the bracket, as Jinja2 finds it', () => {
  expect(() => render(parseTemplate("{{ f('a' }}", 'x'), {})).toThrow("unexpected '}', expected ')'");
});
