import { refuse, type Offset } from '../refusal';

/** Where the sign of a number stands: before its digits, or where MI or S is written. */
export type Sign = 'before' | 'MI before' | 'MI after' | 'S before' | 'S after';

/**
 * A fixed-position or text-minimal format model.
 * https://docs.snowflake.com/en/sql-reference/sql-format-models#numeric-format-models
 */
export interface NumberFormat {
  readonly kind: 'fixed' | 'hex' | 'TM9' | 'TME';
  /** Literal text around the number. */
  readonly before: string;
  readonly after: string;
  readonly compact: boolean;
  readonly blankZero: boolean;
  readonly dollar: boolean;
  readonly sign: Sign;
  /** Digit positions before the point from left to right (`0` or `9`), and where separators stand among them. */
  readonly whole: string;
  /** Digits to the right of each separator, ascending. */
  readonly groups: readonly number[];
  /** Digit positions after the point; undefined without a point. */
  readonly fraction: string | undefined;
  /** `x` prints lower-case hexadecimal digits, `tme` a lower-case exponent. */
  readonly lower: boolean;
}

const ELEMENT =
  /"((?:[^"]|"")*)"|(FM|FX|MI|TME|TM9|TM|E{2,7}|[$%BS_])|([09X](?:[09X,G]*[09X])?(?:[.D][09]*)?)|([.,;:=/()-])|(.)/giy;

/** Reads one model. Exponents, percentages, TM and TM9(…) are refused. */
export function readNumberFormat(text: string, at: Offset): NumberFormat {
  const refused = (): never =>
    refuse(`The number format ${JSON.stringify(text)}`, at, 'Use ROUND, LPAD, REPLACE or a cast.');
  let [before, after, core, compact, blankZero, dollar, minimal] = ['', '', '', false, false, false, ''];
  let sign: Sign = 'before';
  for (const [, quoted, word, digits, symbol, other] of text.matchAll(new RegExp(ELEMENT, 'giy'))) {
    const found = core !== '' || minimal !== '';
    const literal = quoted?.replaceAll('""', '"') ?? symbol;
    if (other !== undefined) return refused();
    if (literal !== undefined) {
      if (found) after += literal;
      else before += literal;
    } else if (digits !== undefined) {
      if (found) return refused();
      core = digits;
    } else {
      switch (word?.toUpperCase()) {
        case 'FM':
          compact = !compact;
          break;
        case 'FX':
        case '_':
          return refused();
        case 'B':
          blankZero = true;
          break;
        case '$':
          dollar = true;
          break;
        case 'MI':
          sign = found ? 'MI after' : 'MI before';
          break;
        case 'S':
          sign = found ? 'S after' : 'S before';
          break;
        case 'TM9':
        case 'TME':
          minimal = word ?? '';
          break;
        default:
          return refused();
      }
    }
  }
  const plain = { before, after, compact, blankZero, dollar, sign };
  if (minimal !== '') {
    if (blankZero || dollar || sign !== 'before' || core !== '') return refused();
    const kind = minimal.toUpperCase() === 'TM9' ? 'TM9' : 'TME';
    return { ...plain, kind, whole: '', groups: [], fraction: undefined, lower: minimal.startsWith('t') };
  }
  const [left = '', fraction] = core.toUpperCase().split(/[.D]/);
  const whole = left.replace(/[,G]/g, '');
  const groups = [...left.matchAll(/[,G]/g)].map(
    ({ index }) => left.slice(index).replace(/[,G]/g, '').length,
  );
  if (whole === '') return refused();
  const hex = whole.includes('X');
  if (hex && (fraction !== undefined || groups.length > 0 || dollar || blankZero || !/^0*X+$/.test(whole)))
    return refused();
  return {
    ...plain,
    kind: hex ? 'hex' : 'fixed',
    whole,
    groups: groups.reverse(),
    fraction,
    lower: core.includes('x'),
  };
}

/** Positions from the first `0` on are printed and asked for; without one, no position is. */
export const mandatory = (whole: string): number =>
  whole.includes('0') ? whole.length - whole.indexOf('0') : 0;
/** The same of a fraction: up to the last `0`. */
export const mandatoryAfter = (fraction: string): number => fraction.lastIndexOf('0') + 1;
