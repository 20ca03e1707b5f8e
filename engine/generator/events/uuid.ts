import type { Random } from '../random';

const MOST = 0xffff_ffff;

/** Four hex digits for each number of 16 bits: spelling them one by one would take a tenth of the time of an event. */
const hex16 = Array.from({ length: 0x1_0000 }, (_, value) => value.toString(16).padStart(4, '0'));
const digits = (value: number): string => hex16[value & 0xffff] ?? '';

/** One of the four words of the address of these draws. */
const word = ({ id }: Random, index: number): number =>
  Number.parseInt(id.slice(8 * index, 8 * index + 8), 16);

/**
 * A UUID of version 4, its bits from the simulation. The draws alone do not do: they start from 32 bits, which two of
 * some hundred thousand sessions have in common. The address has 128.
 */
export function uuid(random: Random): string {
  const draw = (index: number): number => random.int(0, MOST) ^ word(random, index);
  const [a, b, c, d] = [draw(0), draw(1), draw(2), draw(3)];
  return (
    `${digits(a >>> 16)}${digits(a)}-${digits(b >>> 16)}-${digits((b & 0xfff) | 0x4000)}-` +
    `${digits(((c >>> 16) & 0x3fff) | 0x8000)}-${digits(c)}${digits(d >>> 16)}${digits(d)}`
  );
}
