import { Float } from '../float';
import { int } from '../operations/arithmetic';
import { typeFailure } from './failure';
import { floatText } from './float-text';
import { order } from '../operations/compare';
import { typeName } from './inspect';
import { text } from './print';
import { Dict, Tuple, type Value } from './types';

export interface JsonOptions {
  readonly sortKeys: boolean;
  /** Spaces a level; on one line without. */
  readonly indent?: number;
}

/** Python's `json.dumps`: `, ` and `: ` between, everything beyond ASCII escaped. */
export function toJson(value: Value, options: JsonOptions, depth = 0): string {
  if (value === null) return 'null';
  if (typeof value === 'boolean' || typeof value === 'number' || typeof value === 'bigint')
    return String(value);
  if (typeof value === 'string') return jsonString(value);
  if (value instanceof Float) return floatText(value.value).replace('inf', 'Infinity').replace('nan', 'NaN');
  const items = Array.isArray(value) ? value : value instanceof Tuple ? value.items : undefined;
  if (items)
    return enclose(
      '[',
      ']',
      items.map((item) => toJson(item, options, depth + 1)),
      options,
      depth,
    );
  if (!(value instanceof Dict))
    return typeFailure(`Object of type ${typeName(value)} is not JSON serializable`);
  const entries = [...value.entries()];
  if (options.sortKeys) entries.sort(([left], [right]) => order(left, right));
  const members = entries.map(
    ([key, item]) => `${jsonString(jsonKey(key))}: ${toJson(item, options, depth + 1)}`,
  );
  return enclose('{', '}', members, options, depth);
}

function enclose(
  open: string,
  close: string,
  members: readonly string[],
  { indent }: JsonOptions,
  depth: number,
): string {
  if (indent === undefined || members.length === 0) return open + members.join(', ') + close;
  const margin = (level: number): string => `\n${' '.repeat(indent * level)}`;
  return open + margin(depth + 1) + members.join(`,${margin(depth + 1)}`) + margin(depth) + close;
}

function jsonKey(key: Value): string {
  if (key === null) return 'null';
  if (typeof key === 'boolean') return String(key);
  if (typeof key === 'string' || typeof key === 'number' || typeof key === 'bigint' || key instanceof Float)
    return text(key);
  return typeFailure(`keys must be str, int, float, bool or None, not ${typeName(key)}`);
}

const jsonString = (value: string): string =>
  JSON.stringify(value).replace(
    /[\x7f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

const TOKEN = /\s*(?:([[\]{},:])|("(?:[^"\\]|\\.)*")|(-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?)|(true|false|null))/y;

/** Python's `json.loads`: `2` is an int and `2.0` a float. Undefined for what is no JSON. */
export function fromJson(json: string): Value | undefined {
  if (!isJson(json)) return undefined;
  TOKEN.lastIndex = 0;
  const next = (): RegExpExecArray => TOKEN.exec(json) ?? typeFailure('no JSON');
  const value = (token: RegExpExecArray): Value => {
    const [, mark, string, number, word] = token;
    if (string !== undefined) return String(JSON.parse(string));
    if (number !== undefined) return /[.eE]/.test(number) ? new Float(Number(number)) : int(BigInt(number));
    if (word !== undefined) return word === 'null' ? null : word === 'true';
    return mark === '[' ? list() : dict();
  };
  const list = (): Value[] => {
    const items: Value[] = [];
    for (let token = next(); token[1] !== ']'; token = next()) if (token[1] !== ',') items.push(value(token));
    return items;
  };
  const dict = (): Dict => {
    const result = new Dict();
    for (let token = next(); token[1] !== '}'; token = next()) {
      if (token[1] === ',') continue;
      next();
      result.set(value(token), value(next()));
    }
    return result;
  };
  return value(next());
}

function isJson(json: string): boolean {
  try {
    JSON.parse(json);
    return true;
  } catch (error: unknown) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}
