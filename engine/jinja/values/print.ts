import { Float } from '../float';
import { Callable, TemplateObject } from '../host';
import { floatText } from './float-text';
import { unreachable } from './inspect';
import { Dict, Native, PySet, Tuple, Undefined, type Value } from './types';

/** Python's `str()`: what `{{ value }}` prints. */
export function text(value: Value): string {
  if (typeof value === 'string') return value;
  if (value instanceof Undefined) return '';
  return repr(value);
}

/** Python's `repr()`: how a value is printed inside a list or dict. */
export function repr(value: Value): string {
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'number' || typeof value === 'bigint') return String(value);
  if (typeof value === 'string') return reprString(value);
  if (value instanceof Float) return floatText(value.value);
  if (Array.isArray(value)) return `[${value.map(repr).join(', ')}]`;
  if (value instanceof Tuple) {
    return value.items.length === 1
      ? `(${value.items.map(repr).join()},)`
      : `(${value.items.map(repr).join(', ')})`;
  }
  if (value instanceof Dict) {
    return `{${[...value.entries()].map(([key, item]) => `${repr(key)}: ${repr(item)}`).join(', ')}}`;
  }
  if (value instanceof PySet) return value.size === 0 ? 'set()' : `{${[...value].map(repr).join(', ')}}`;
  if (value instanceof Undefined) return 'Undefined';
  if (value instanceof Callable) return `<function ${value.name}>`;
  if (value instanceof TemplateObject) return value.toString();
  if (value instanceof Native) return value.text();
  return unreachable(value);
}

const ESCAPES: { readonly [char: string]: string } = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

export function reprString(value: string): string {
  const quote = value.includes("'") && !value.includes('"') ? '"' : "'";
  const body = value.replace(/[\\\n\r\t]|['"]|(?! )[\p{C}\p{Z}]/gu, (char) => {
    if (char === "'" || char === '"') return char === quote ? `\\${char}` : char;
    const code = char.codePointAt(0) ?? 0;
    return ESCAPES[char] ?? hexEscape(code);
  });
  return `${quote}${body}${quote}`;
}

function hexEscape(code: number): string {
  if (code < 0x100) return `\\x${code.toString(16).padStart(2, '0')}`;
  if (code < 0x10000) return `\\u${code.toString(16).padStart(4, '0')}`;
  return `\\U${code.toString(16).padStart(8, '0')}`;
}
