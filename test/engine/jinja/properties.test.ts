import fc from 'fast-check';
import { Float, parseTemplate, render } from '../../../engine/jinja';

const print = (text: string, scope = {}): string => render(parseTemplate(text, 'x.sql'), scope);

const plain = fc.string({ unit: 'binary' }).filter((text) => !/[{\r]/.test(text));

test('text without braces renders to itself, but for one newline at its end', () => {
  fc.assert(fc.property(plain, (text) => expect(print(text)).toBe(text.replace(/\n$/, ''))));
});

test('raw keeps any text that does not end it', () => {
  const raw = fc.string().filter((text) => !text.includes('endraw') && !/[\r]/.test(text));
  fc.assert(fc.property(raw, (text) => expect(print(`{% raw %}${text}{% endraw %}`)).toBe(text)));
});

test('any text goes through the scope unchanged', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (value) =>
      expect(print('{{ value }}', { value })).toBe(value),
    ),
  );
});

test('what a list prints, read as an expression, prints the same list', () => {
  const value = fc.letrec((tie) => ({
    value: fc.oneof(
      { depthSize: 'small' },
      fc.constant(null),
      fc.boolean(),
      fc.integer(),
      fc.bigInt(),
      fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => new Float(number)),
      fc.string({ unit: 'grapheme' }),
      fc.array(tie('value')),
      fc.dictionary(fc.string({ minLength: 1 }), tie('value')),
    ),
  })).value;
  fc.assert(
    fc.property(fc.array(value), (list) => {
      const printed = print('{{ list }}', { list });
      expect(print(`{{ ${printed} }}`)).toBe(printed);
      expect(print(`{{ list == ${printed} }}`, { list })).toBe('True');
    }),
  );
});

test('a float prints the digits that read back as itself', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (number) => {
      const printed = print('{{ x }}', { x: new Float(number) });
      expect(Number(printed)).toBe(number);
      expect(printed).toMatch(/[.e]/);
    }),
  );
});

test('floor division and remainder of ints belong together, whatever their signs and size', () => {
  fc.assert(
    fc.property(
      fc.bigInt(),
      fc.bigInt().filter((b) => b !== 0n),
      (a, b) => {
        expect(print('{{ (a // b) * b + a % b == a }}', { a, b })).toBe('True');
        expect(print('{{ 0 <= a % b < b or b < a % b <= 0 }}', { a, b })).toBe('True');
      },
    ),
  );
});

test('sorting is stable and the same as sorting by Python’s order of code points', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'grapheme' })), (words) => {
      const codes = (word: string): readonly number[] => [...word].map((char) => char.codePointAt(0) ?? 0);
      const sorted = [...words].sort((a, b) => {
        const [left, right] = [codes(a), codes(b)];
        const at = left.findIndex((code, index) => code !== right[index]);
        return at < 0 ? left.length - right.length : (left[at] ?? 0) - (right[at] ?? -1);
      });
      expect(print("{{ words | sort(case_sensitive=true) | join('|') }}", { words })).toBe(sorted.join('|'));
    }),
  );
});
