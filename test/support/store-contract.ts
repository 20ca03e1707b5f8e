import type { Store } from '../../engine/run/store';

/** What every store must do; `open` gives an empty one. */
export function storeContract(name: string, open: () => Promise<Store>): void {
  describe(`${name} as a store of run state`, () => {
    let store: Store;
    beforeEach(async () => {
      store = await open();
    });

    test('a key that was never written is undefined', async () => {
      expect(await store.get('model/none')).toBeUndefined();
    });

    test('gives back the body that was put, with version 1', async () => {
      const body = { text: `it's "quoted" \\ ünïcode\n`, list: [1, null, true], deep: { empty: {} } };
      expect(await store.put('model/a', body)).toBe(1);
      expect(await store.get('model/a')).toEqual({ key: 'model/a', version: 1, body });
    });

    test('each write raises the version by one', async () => {
      await store.put('k', 1);
      expect(await store.put('k', 2)).toBe(2);
      expect(await store.put('k', 3, 2)).toBe(3);
      expect(await store.get('k')).toEqual({ key: 'k', version: 3, body: 3 });
    });

    test('a write that expects another version changes nothing', async () => {
      await store.put('k', 'first');
      expect(await store.put('k', 'second', 7)).toBeUndefined();
      expect(await store.put('k', 'third', 0)).toBeUndefined();
      expect(await store.put('new', 'fourth', 1)).toBeUndefined();
      expect(await store.get('k')).toEqual({ key: 'k', version: 1, body: 'first' });
      expect(await store.get('new')).toBeUndefined();
    });

    test('of several that create the same key at once, one wins', async () => {
      const versions = await Promise.all([1, 2, 3, 4].map((body) => store.put('race', body, 0)));
      expect(versions.filter((version) => version === 1)).toHaveLength(1);
      expect(versions.filter((version) => version === undefined)).toHaveLength(3);
    });

    test('of many that are created at once each is there, and one that was there is as it was', async () => {
      await store.put('node/3', 'before');
      const keys = Array.from({ length: 12 }, (_, index) => `node/${index}`);
      const versions = await Promise.all(keys.map((key) => store.put(key, `now ${key}`, 0)));
      expect(versions).toEqual(keys.map((key) => (key === 'node/3' ? undefined : 1)));
      const bodies = (await store.list('node/')).map(({ key, body }) => [key, body]);
      expect(Object.fromEntries(bodies)).toEqual(
        Object.fromEntries(keys.map((key) => [key, key === 'node/3' ? 'before' : `now ${key}`])),
      );
    });

    test('of several that replace the same version at once, one wins', async () => {
      await store.put('race', 0);
      const versions = await Promise.all([1, 2, 3, 4].map((body) => store.put('race', body, 1)));
      expect(versions.filter((version) => version === 2)).toHaveLength(1);
      expect((await store.get('race'))?.version).toBe(2);
    });

    test('lists by prefix, ordered by key, wildcards taken literally', async () => {
      for (const key of ['journal/b', 'journal_a', 'journal/a', 'journal%', 'model/a'])
        await store.put(key, key);
      expect((await store.list('journal/')).map(({ key }) => key)).toEqual(['journal/a', 'journal/b']);
      expect((await store.list('journal_')).map(({ key }) => key)).toEqual(['journal_a']);
      expect(await store.list('nothing')).toEqual([]);
    });

    test('clears what a prefix holds and nothing else', async () => {
      for (const key of ['plan/1', 'plan/2', 'run/1']) await store.put(key, key);
      await store.clear('plan/');
      expect((await store.list('')).map(({ key }) => key)).toEqual(['run/1']);
      expect(await store.put('plan/1', 'again', 0)).toBe(1);
    });
  });
}
