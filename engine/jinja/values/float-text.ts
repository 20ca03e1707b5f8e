/** Python's repr of a float: the shortest digits that read back, `1e+16` from 10^16 and `1e-05` below 10^-4. */
export function floatText(value: number): string {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  if (Object.is(value, -0)) return '-0.0';
  const [mantissa = '0', power = '0'] = value.toExponential().split('e');
  const exponent = Number(power);
  if (value !== 0 && (exponent < -4 || exponent >= 16)) {
    return `${mantissa}e${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`;
  }
  const sign = mantissa.startsWith('-') ? '-' : '';
  const digits = mantissa.replace(/[-.]/g, '');
  if (exponent < 0) return `${sign}0.${'0'.repeat(-exponent - 1)}${digits}`;
  const whole = digits.slice(0, exponent + 1).padEnd(exponent + 1, '0');
  return `${sign}${whole}.${digits.slice(exponent + 1) || '0'}`;
}

/**
 * A float rounded to `places` decimals (negative: to tens) from its exact binary value, ties to even, as Python's
 * `round` and `%.2f` do. (`toFixed` sends ties up.)
 */
export function roundedText(value: number, places: number): string {
  const [numerator, denominator] = exactFraction(Math.abs(value));
  const scale = 10n ** BigInt(Math.abs(places));
  const top = places >= 0 ? numerator * scale : numerator;
  const bottom = places >= 0 ? denominator : denominator * scale;
  const whole = roundHalfEven(top, bottom) * (places >= 0 ? 1n : scale);
  const sign = value < 0 || Object.is(value, -0) ? '-' : '';
  if (places <= 0) return `${sign}${whole}`;
  const digits = String(whole).padStart(places + 1, '0');
  return `${sign}${digits.slice(0, -places)}.${digits.slice(-places)}`;
}

export function roundHalfEven(top: bigint, bottom: bigint): bigint {
  const floor = top / bottom;
  const twice = (top - floor * bottom) * 2n;
  return twice > bottom || (twice === bottom && floor % 2n === 1n) ? floor + 1n : floor;
}

function exactFraction(value: number): readonly [bigint, bigint] {
  let denominator = 1n;
  let scaled = value;
  while (!Number.isInteger(scaled)) {
    scaled *= 2;
    denominator *= 2n;
  }
  return [BigInt(scaled), denominator];
}
