import { codeOf, messageOf } from '../errors';
import type { Look } from './measurement';

export interface Trouble {
  readonly look: string;
  readonly error: unknown;
}

export interface Findings extends Look {
  /** Looks that could not be taken. Their figures are missing, which alarms take for what it is. */
  readonly troubles: readonly Trouble[];
}

/** Takes all looks, one after the other: one that fails does not keep the others from being taken. */
export async function takeLooks(
  looks: readonly (readonly [string, () => Promise<Look>])[],
): Promise<Findings> {
  const found: Look[] = [];
  const troubles: Trouble[] = [];
  for (const [look, take] of looks) {
    try {
      found.push(await take());
    } catch (error: unknown) {
      troubles.push({ look, error });
    }
  }
  return {
    measurements: found.flatMap(({ measurements }) => measurements),
    notes: found.flatMap(({ notes }) => notes),
    troubles,
  };
}

export const inWords = ({ look, error }: Trouble): string =>
  `${look} could not be looked at: ${codeOf(error) === undefined ? '' : `${codeOf(error)} `}${messageOf(error)}`;
