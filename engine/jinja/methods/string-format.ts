import { orElse } from '../values/inspect';
import { getAttribute, getItem } from '../operations/access';
import { formatValue } from '../operations/format-spec';
import { typeFailure } from '../values/failure';
import { Builtin } from '../values/natives';
import { repr, text } from '../values/print';
import { Dict, type Value } from '../values/types';

/** `str.format` and `str.format_map`. */
export function formatMethods(self: string, name: string): Builtin | undefined {
  if (name === 'format')
    return new Builtin(name, (args, kwargs) => format(self, args, (key) => kwargs.get(key)));
  if (name === 'format_map') {
    return new Builtin(name, ([mapping = null]) =>
      format(self, [], (key) => (mapping instanceof Dict ? mapping.get(key) : undefined)),
    );
  }
  return undefined;
}

type Named = (key: string) => Value | undefined;

function format(template: string, args: readonly Value[], named: Named): string {
  let automatic = 0;
  const field = (inner: string): string => {
    const [, expression = '', conversion, spec = ''] =
      /^((?:[^!:[\]]|\[[^\]]*\])*)(?:!([rsa]))?(?::(.*))?$/su.exec(inner) ??
      typeFailure("expected ':' after conversion specifier");
    const [first = '', ...path] = expression.match(/^[^.[]*|\.[^.[]+|\[[^\]]*\]/gu) ?? [];
    const start = /^\d*$/u.test(first)
      ? positional(args, first === '' ? automatic++ : Number(first))
      : orElse(named(first), () => typeFailure(repr(first)));
    const value = path.reduce<Value>(
      (owner, step) =>
        step.startsWith('.')
          ? getAttribute(owner, step.slice(1))
          : getItem(owner, subscript(step.slice(1, -1))),
      start,
    );
    const nested = spec.replace(/\{([^{}]*)\}/gu, (_all, key: string) => field(key));
    return conversion === undefined
      ? formatValue(value, nested)
      : formatValue(conversion === 's' ? text(value) : repr(value), nested);
  };
  return scan(template, field);
}

const positional = (args: readonly Value[], at: number): Value =>
  orElse(args[at], () => typeFailure(`Replacement index ${at} out of range for positional args tuple`));

const subscript = (key: string): Value => (/^\d+$/u.test(key) ? Number(key) : key);

/** Walks the text; `{{` and `}}` are braces, `{…}` (one level of nesting) is a field. */
function scan(template: string, field: (inner: string) => string): string {
  return template.replace(
    /\{\{|\}\}|\{((?:[^{}]|\{[^{}]*\})*)\}|[{}]/gu,
    (token, inner: string | undefined) => {
      if (token === '{{' || token === '}}') return token.charAt(0);
      if (inner !== undefined) return field(inner);
      return typeFailure(`Single '${token}' encountered in format string`);
    },
  );
}
