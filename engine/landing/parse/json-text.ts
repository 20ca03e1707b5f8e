import { messageOf } from '../../errors';

/**
 * What Snowflake says of a text that is no JSON value, or undefined where it is one. The same key twice in one
 * object is an error in Snowflake (ALLOW_DUPLICATE = FALSE) and none in JSON.parse.
 */
export function jsonFault(text: string): string | undefined {
  try {
    JSON.parse(text);
  } catch (error: unknown) {
    return `Error parsing JSON: ${messageOf(error)}`;
  }
  const key = duplicateKey(text);
  return key === undefined ? undefined : `Error parsing JSON: duplicate object attribute "${key}"`;
}

/** The first key that an object has twice. `text` is valid JSON, so strings and brackets are all there is to see. */
function duplicateKey(text: string): string | undefined {
  const open: (Set<string> | undefined)[] = [];
  const token = /[{}[\]]|"(?:[^"\\]|\\.)*"(\s*:)?/g;
  for (let found = token.exec(text); found; found = token.exec(text)) {
    const [all, colon] = found;
    if (all === '{') open.push(new Set());
    else if (all === '[') open.push(undefined);
    else if (all === '}' || all === ']') open.pop();
    else if (colon !== undefined) {
      const key = JSON.parse(all.slice(0, -colon.length)) as string;
      const keys = open.at(-1);
      if (keys?.has(key)) return key;
      keys?.add(key);
    }
  }
  return undefined;
}
