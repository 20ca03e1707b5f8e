/** A mistake in the settings: what, and where it is written. Lines and columns start at 1. */
export interface SettingsProblem {
  readonly message: string;
  readonly location: { readonly file: string; readonly line?: number; readonly column?: number };
}

/** Every mistake that was found, at once. */
export class SettingsError extends Error {
  readonly problems: readonly SettingsProblem[];

  constructor(problems: readonly SettingsProblem[]) {
    super(
      problems
        .map(({ message, location: { file, line, column } }) =>
          [[file, line, column].filter((part) => part !== undefined).join(':'), message].join(' '),
        )
        .join('\n'),
    );
    this.name = 'SettingsError';
    this.problems = problems;
  }
}
