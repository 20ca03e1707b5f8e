/** What a suite may use of the machine. */
export interface Surroundings {
  /** The repository. */
  readonly root: string;
  /** Where a suite installs what it needs; kept between runs, and never committed. */
  readonly workspace: string;
  readonly env: { readonly [name: string]: string | undefined };
  /** Prints for a person. */
  readonly print: (text: string) => void;
}

export type Outcome =
  | { readonly status: 'passed'; readonly summary: string }
  | { readonly status: 'failed'; readonly summary: string }
  /** The other software could not be had: nothing was checked, and nobody may think it was. */
  | { readonly status: 'skipped'; readonly summary: string };

/** A comparison of ours with other people's software. */
export interface Suite {
  readonly name: string;
  /** What it holds us to, in a line. */
  readonly title: string;
  run(surroundings: Surroundings): Promise<Outcome>;
}

/** A check that did not run is no pass: 77 is what Automake and others take for "skipped". */
export function exitStatus(outcomes: readonly Outcome[]): 0 | 1 | 77 {
  if (outcomes.some(({ status }) => status === 'failed')) return 1;
  return outcomes.some(({ status }) => status === 'skipped') ? 77 : 0;
}
