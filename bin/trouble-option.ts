import { fail, suggestion } from '../engine/errors';
import { noTrouble, type TroubleRates } from '../engine/generator/events';
import { share } from './options';

/** `out_of_order` for `outOfOrder`: as reports write the names. */
const written = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

const names = new Map(
  (Object.keys(noTrouble) as (keyof TroubleRates)[]).map((name) => [written(name), name]),
);

export const troubleNames: readonly string[] = [...names.keys()];

/** `duplicates=0.01,late=0.02` as rates. */
export function troubleRates(text: string): Partial<TroubleRates> {
  const rates: { -readonly [name in keyof TroubleRates]?: number } = {};
  for (const part of text.split(',')) {
    const [name = '', value = ''] = part.split('=').map((side) => side.trim());
    const rate = names.get(name.replaceAll('-', '_'));
    if (rate === undefined) {
      const near = suggestion(name, troubleNames);
      fail('LH101', `--trouble knows no "${name}", but ${troubleNames.join(', ')}.${near}`);
    }
    rates[rate] = share(`--trouble ${name}`)(value);
  }
  return rates;
}
