import { createHash } from 'node:crypto';
import type { Lake } from '../../engine/landing/lake';

/** What every lake does, a directory or a bucket. */
export function lakeContract(open: () => Promise<{ readonly lake: Lake; close(): Promise<void> }>): void {
  let lake: Lake;
  let close: () => Promise<void>;
  beforeEach(async () => {
    const opened = await open();
    lake = opened.lake;
    close = () => opened.close();
  });
  afterEach(() => close());

  async function* bytes(...chunks: readonly string[]): AsyncGenerator<Uint8Array> {
    for (const chunk of chunks) yield Buffer.from(chunk);
  }
  const put = async (key: string, content: string): Promise<'written' | 'exists'> =>
    (await lake.stage(bytes(content))).publish(key);
  const read = async (key: string): Promise<string> => {
    const chunks: Uint8Array[] = [];
    for await (const chunk of lake.open(key)) chunks.push(chunk);
    return Buffer.concat(chunks).toString();
  };
  const keys = async (prefix: string): Promise<readonly string[]> => {
    const found: string[] = [];
    for await (const { key } of lake.list(prefix)) found.push(key);
    return found;
  };

  test('has a URL that ends in a slash', () => {
    expect(lake.url).toMatch(/^[a-z0-9]+:\/\/.*\/$/);
  });

  test('keeps what was published under its key', async () => {
    expect(await put('bronze/a/b/file.csv', 'hello')).toBe('written');
    expect(await read('bronze/a/b/file.csv')).toBe('hello');
  });

  test('hashes and counts what is staged', async () => {
    const staged = await lake.stage(bytes('he', 'llo'));
    expect(staged).toMatchObject({ bytes: 5, sha256: createHash('sha256').update('hello').digest('hex') });
    await staged.discard();
  });

  test('shows nothing that was staged and not published', async () => {
    const staged = await lake.stage(bytes('hello'));
    expect(await keys('')).toEqual([]);
    await staged.discard();
    expect(await keys('')).toEqual([]);
  });

  test('never changes an object: the first content stays', async () => {
    await put('bronze/a/file.csv', 'first');
    expect(await put('bronze/a/file.csv', 'second')).toBe('exists');
    expect(await read('bronze/a/file.csv')).toBe('first');
  });

  test('leaves nothing behind when a stream breaks', async () => {
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield Buffer.from('he');
      throw new Error('the cable was pulled');
    }
    await expect(lake.stage(broken())).rejects.toThrow('the cable was pulled');
    expect(await keys('')).toEqual([]);
  });

  test('lists a prefix in the order of the keys, by bytes', async () => {
    for (const key of [
      'bronze/a/2.csv',
      'bronze/a-b/1.csv',
      'bronze/a/1.csv',
      'bronze/a/x=1/1.csv',
      'bronze/b/é.csv',
      'bronze/b/z.csv',
    ]) {
      await put(key, key);
    }
    expect(await keys('bronze/')).toEqual([
      'bronze/a-b/1.csv',
      'bronze/a/1.csv',
      'bronze/a/2.csv',
      'bronze/a/x=1/1.csv',
      'bronze/b/z.csv',
      'bronze/b/é.csv',
    ]);
    expect(await keys('bronze/a/')).toEqual(['bronze/a/1.csv', 'bronze/a/2.csv', 'bronze/a/x=1/1.csv']);
    expect(await keys('bronze/a')).toEqual([
      'bronze/a-b/1.csv',
      'bronze/a/1.csv',
      'bronze/a/2.csv',
      'bronze/a/x=1/1.csv',
    ]);
    expect(await keys('bronze/a/x')).toEqual(['bronze/a/x=1/1.csv']);
    expect(await keys('bronze/nothing/')).toEqual([]);
  });

  test('says of an object how large it is and when it came', async () => {
    await put('bronze/a/file.csv', 'hello');
    const found = await lake.stat('bronze/a/file.csv');
    expect(found).toEqual({
      key: 'bronze/a/file.csv',
      bytes: 5,
      modifiedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
    });
    expect(await keys('bronze/a/file.csv')).toEqual(['bronze/a/file.csv']);
  });

  test('knows what it does not have', async () => {
    expect(await lake.stat('bronze/nothing.csv')).toBeUndefined();
    await expect(read('bronze/nothing.csv')).rejects.toMatchObject({ code: 'LH604' });
  });

  test.each(['../secret', 'bronze/../../secret', '/etc/passwd', 'bronze/./a'])(
    'refuses the key %s',
    async (key) => {
      await expect(put(key, 'x')).rejects.toMatchObject({ code: 'LH607' });
      await expect(read(key)).rejects.toMatchObject({ code: 'LH607' });
    },
  );
}
