import type { EventStream, StreamRecord, Undelivered } from '../../engine/stream/port';

export interface StreamUnderTest {
  readonly stream: EventStream;
  /** Lines that reached the other side so far, without their line breaks. */
  delivered(): Promise<readonly string[]>;
  /** What `keep` was given. */
  readonly kept: readonly Undelivered[];
  close(): Promise<void>;
}

const record = (data: string, partitionKey = 'session'): StreamRecord => ({ data, partitionKey });

/** What every stream does, a service's or the laptop's. */
export function streamContract(open: () => Promise<StreamUnderTest>): void {
  let opened: StreamUnderTest;
  beforeEach(async () => {
    opened = await open();
  });
  afterEach(() => opened.close());

  test('delivers what it accepts, each record as a line, in order', async () => {
    const lines = Array.from({ length: 20 }, (_, index) => `{"n":${index}}`);
    const results = await opened.stream.put(lines.map((line) => record(line)));
    expect(results).toEqual(lines.map(() => ({ status: 'accepted' })));
    await opened.stream.close();
    expect(await opened.delivered()).toEqual(lines);
    expect(opened.kept).toEqual([]);
  });

  test('delivers more records than one call takes', async () => {
    const lines = Array.from({ length: 1234 }, (_, index) => `{"n":${index}}`);
    await opened.stream.put(lines.map((line, index) => record(line, `session ${index % 7}`)));
    await opened.stream.close();
    expect(await opened.delivered()).toEqual(lines);
  });

  test('delivers more bytes than one call takes, counted in UTF-8', async () => {
    // 400,000 characters of three bytes: a dozen are 14 MB.
    const lines = Array.from({ length: 12 }, (_, index) => `${index} ${'界'.repeat(300_000)}`);
    const results = await opened.stream.put(lines.map((line) => record(line)));
    expect(results.map(({ status }) => status)).toEqual(lines.map(() => 'accepted'));
    await opened.stream.close();
    expect(await opened.delivered()).toEqual(lines);
  });

  test('keeps a record that is too large and one that is not a line, and delivers the others', async () => {
    const large = 'x'.repeat(2 ** 20);
    const results = await opened.stream.put([record('a'), record(large), record('b\nc'), record('d')]);
    expect(results).toEqual([
      { status: 'accepted' },
      {
        status: 'kept',
        reason: {
          code: 'TooLarge',
          message: expect.stringMatching(
            /^The record has \d+ bytes with its line break; the stream takes \d+\.$/,
          ),
          attempts: 0,
        },
      },
      {
        status: 'kept',
        reason: {
          code: 'LineBreak',
          message: 'A record is one line: this one has a line break in it.',
          attempts: 0,
        },
      },
      { status: 'accepted' },
    ]);
    expect(opened.kept.map(({ record: { data }, reason }) => [data.length, reason.code])).toEqual([
      [large.length, 'TooLarge'],
      [3, 'LineBreak'],
    ]);
    await opened.stream.close();
    expect(await opened.delivered()).toEqual(['a', 'd']);
  });

  test('answers nothing for nothing', async () => {
    expect(await opened.stream.put([])).toEqual([]);
    await opened.stream.close();
    expect(await opened.delivered()).toEqual([]);
  });

  test('takes calls that overlap', async () => {
    const lines = Array.from({ length: 40 }, (_, index) => `{"n":${index}}`);
    await Promise.all(lines.map((line) => opened.stream.put([record(line)])));
    await opened.stream.close();
    expect([...(await opened.delivered())].sort()).toEqual([...lines].sort());
  });

  test('takes nothing after its end', async () => {
    await opened.stream.close();
    await expect(opened.stream.put([record('late')])).rejects.toThrow('was closed');
  });
}
