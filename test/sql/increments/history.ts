import * as fc from 'fast-check';

/** A bronze row by the columns of its source; JSON lines are given as `line`, JSON documents as `document`. */
export type Row = Readonly<Record<string, string | null>>;

/** One file: loaded by one transaction, which may stay open while others commit and models are built. */
export interface Load {
  readonly dataset: string;
  /** Day of the extract; also of the file's last change. Nothing says that files arrive in this order. */
  readonly day: number;
  /** Tells files of one day apart, and stands for their hash. */
  readonly tag: number;
  readonly rows: readonly Row[];
  /** Steps for which its transaction stays open: it scans now, and commits after those that overtake it. */
  readonly held: number;
}

/** What happens between two runs, and how far the second one comes. */
export interface Step {
  readonly loads: readonly Load[];
  /** `crash`: the process ends after this part of the models; the next run finds what it left. */
  readonly run: 'none' | 'whole' | { readonly crashAfter: number };
}

export type History = readonly Step[];

/** What a dataset's rows look like. Few keys, so that rows repeat, correct and contradict one another. */
export type Rows = Readonly<Record<string, fc.Arbitrary<Row>>>;

const load = (rows: Rows): fc.Arbitrary<Load> =>
  fc
    .tuple(
      fc.constantFrom(...Object.keys(rows)),
      fc.integer({ min: 1, max: 9 }),
      fc.integer({ min: 0, max: 3 }),
      fc.constantFrom(0, 0, 1, 2),
    )
    .chain(([dataset, day, tag, held]) =>
      fc
        .array(rows[dataset] ?? fc.constant({}), { minLength: 1, maxLength: 6 })
        .map((found) => ({ dataset, day, tag, rows: found, held })),
    );

const run: fc.Arbitrary<Step['run']> = fc.oneof(
  { weight: 3, arbitrary: fc.constant('whole' as const) },
  { weight: 1, arbitrary: fc.constant('none' as const) },
  { weight: 2, arbitrary: fc.record({ crashAfter: fc.double({ min: 0, max: 1, noNaN: true }) }) },
);

/** Any split into runs, any order of arrival, commits that overtake scans, repeated rows, crashes between models. */
export const histories = (rows: Rows): fc.Arbitrary<History> =>
  fc.array(fc.record({ loads: fc.array(load(rows), { minLength: 1, maxLength: 4 }), run }), {
    minLength: 2,
    maxLength: 4,
  });
