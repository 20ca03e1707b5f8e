import type { Random } from '../random';

const MOST = 0xffff_ffff;

/** Four hex digits for each number of 16 bits: spelling them one by one would take a tenth of the time of an event. */
const hex16 = Array.from({ length: 0x1_0000 }, (_, value) => value.toString(16).padStart(4, '0'));
const digits = (value: number): string => hex16[value & 0xffff] ?? '';

/** A UUID of version 4, its bits from the simulation. */
export function uuid(random: Random): string {
  const [a, b, c, d] = [random.int(0, MOST), random.int(0, MOST), random.int(0, MOST), random.int(0, MOST)];
  return (
    `${digits(a >>> 16)}${digits(a)}-${digits(b >>> 16)}-${digits((b & 0xfff) | 0x4000)}-` +
    `${digits(((c >>> 16) & 0x3fff) | 0x8000)}-${digits(c)}${digits(d >>> 16)}${digits(d)}`
  );
}
