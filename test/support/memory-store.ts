import type { Item, Store } from '../../engine/run/store';

/** A store that lives as long as the test. */
export function memoryStore(): Store {
  const items = new Map<string, Item>();
  return {
    get: async (key) => items.get(key),
    list: async (prefix) =>
      [...items.values()]
        .filter(({ key }) => key.startsWith(prefix))
        .sort((a, b) => (a.key < b.key ? -1 : 1)),
    put: async (key, body, expected) => {
      const version = items.get(key)?.version ?? 0;
      if (expected !== undefined && expected !== version) return undefined;
      items.set(key, { key, version: version + 1, body: JSON.parse(JSON.stringify(body)) as Item['body'] });
      return version + 1;
    },
    clear: async (prefix) => {
      for (const key of [...items.keys()]) if (key.startsWith(prefix)) items.delete(key);
    },
  };
}
