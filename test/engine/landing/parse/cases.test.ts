import { csvWithHeader, jsonDocuments, jsonLines } from '../../../../engine/landing/file-format';
import { parseFile, UnreadableFile, type BadRow, type ParsedRow } from '../../../../engine/landing/parse';
import { bytesOf, inChunks, landingCases, type LandingCase } from '../../../support/landing-cases';

interface Outcome {
  readonly header: readonly string[] | undefined;
  readonly rows: readonly ParsedRow[];
  readonly bad: readonly BadRow[];
}

async function parse(
  one: LandingCase,
  format: typeof csvWithHeader | typeof jsonDocuments,
  chunk: number,
): Promise<Outcome | string> {
  try {
    const parsed = await parseFile(inChunks(bytesOf(one), chunk), format);
    const rows: ParsedRow[] = [];
    const bad: BadRow[] = [];
    for await (const batch of parsed.batches) {
      rows.push(...batch.rows);
      bad.push(...batch.bad);
    }
    return { header: parsed.header, rows, bad };
  } catch (error: unknown) {
    if (error instanceof UnreadableFile) return error.reason;
    throw error;
  }
}

/** The rows by the table's columns: A, B and what was added, matched by name. */
function byName({ header = [], rows }: Outcome, one: LandingCase): readonly (readonly (string | null)[])[] {
  const names = ['A', 'B', ...(one.adds ?? []).map(([name]) => name)];
  const at = names.map((name) => header.findIndex((given) => given.toUpperCase() === name));
  return rows.map(({ fields }) => at.map((index) => fields[index] ?? null));
}

const text = (value: unknown): string | null => (value === null ? null : String(value));

describe.each([1, 2, 7, 1 << 20])('in chunks of %i bytes', (chunk) => {
  test.each(landingCases('csv'))('CSV: $name', async (one) => {
    const outcome = await parse(one, csvWithHeader, chunk);
    if (one.file !== undefined || typeof outcome === 'string') {
      expect(outcome).toBe(one.file);
      return;
    }
    const expected = (one.rows ?? []).map((row) => row.map(text));
    const rows = byName(outcome, one);
    expect(rows.map((row) => row.map((value) => value?.toLowerCase() ?? null))).toEqual(
      expected.map((row) => row.map((value) => value?.toLowerCase() ?? null)),
    );
    expect(outcome.rows.map(({ row }) => row)).toEqual(one.numbers ?? rows.map((_, index) => index + 1));
    expect(
      outcome.bad.map(({ row, line, character, reason, raw }) => ({ row, line, character, reason, raw })),
    ).toEqual(one.bad ?? []);
  });

  test.each(landingCases('ndjson'))('JSON lines: $name', async (one) => {
    const outcome = await parse(one, jsonLines, chunk);
    if (one.file !== undefined || typeof outcome === 'string') expect(outcome).toBe(one.file);
    else
      expect(outcome.rows.map(({ fields }) => fields)).toEqual(
        (one.rows ?? []).map(([payload, raw]) => [payload ?? raw]),
      );
  });

  test.each(landingCases('json'))('JSON documents: $name', async (one) => {
    const outcome = await parse(one, jsonDocuments, chunk);
    if (one.file !== undefined || typeof outcome === 'string') expect(outcome).toBe(one.file);
    else {
      const compact = outcome.rows.map(({ fields }) => [JSON.stringify(JSON.parse(fields[0] ?? ''))]);
      expect(compact).toEqual(one.rows);
    }
  });
});
