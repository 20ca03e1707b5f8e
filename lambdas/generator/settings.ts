import { noTrouble, type TroubleRates } from '../../engine/generator/events';
import { Variables, type Environment } from '../environment';
import { GENERATOR_ENV, type StreamKind } from './contract';

export interface GeneratorSettings {
  readonly stateTable: string;
  readonly bucket: string;
  readonly stream: { readonly kind: StreamKind; readonly name: string };
  readonly tale: Tale;
}

/** What decides what the shop tells. */
export interface Tale {
  readonly seed: number;
  readonly sessionsPerHour: number | null;
  readonly trouble: Partial<TroubleRates>;
}

/** Throws LH562 with all that is wrong. */
export function generatorSettings(env: Environment): GeneratorSettings {
  const variables = new Variables(env);
  const settings = {
    stateTable: variables.required(GENERATOR_ENV.stateTable),
    bucket: variables.required(GENERATOR_ENV.bucket),
    stream: {
      kind: variables.oneOf(GENERATOR_ENV.streamKind, ['kinesis', 'firehose']),
      name: variables.required(GENERATOR_ENV.streamName),
    },
    tale: {
      seed: seedIn(variables),
      sessionsPerHour: variables.positive(GENERATOR_ENV.sessionsPerHour, null),
      trouble: troubleIn(variables),
    },
  };
  variables.check();
  return settings;
}

function seedIn(variables: Variables): number {
  const text = variables.optional(GENERATOR_ENV.seed) ?? '1';
  const seed = Number(text);
  if (!Number.isSafeInteger(seed) || seed < 0)
    variables.refuse(
      `${GENERATOR_ENV.seed} is ${JSON.stringify(text)} and should be a whole number from 0 on`,
    );
  return seed;
}

function troubleIn(variables: Variables): Partial<TroubleRates> {
  const text = variables.optional(GENERATOR_ENV.trouble);
  if (text === undefined) return {};
  let found: unknown;
  try {
    found = JSON.parse(text);
  } catch {
    found = undefined;
  }
  const names = Object.keys(noTrouble);
  const isRates =
    typeof found === 'object' &&
    found !== null &&
    !Array.isArray(found) &&
    Object.entries(found).every(
      ([name, rate]) => names.includes(name) && typeof rate === 'number' && rate >= 0 && rate <= 1,
    );
  if (!isRates)
    variables.refuse(
      `${GENERATOR_ENV.trouble} is ${JSON.stringify(text)} and should be JSON with shares from 0 to 1 of ${names.join(', ')}`,
    );
  return isRates ? (found as Partial<TroubleRates>) : {};
}
