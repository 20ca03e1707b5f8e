import { literal } from '../../emit/sql';
import { refuse, type Offset } from '../../refusal';
import { elementsOf, piecesOf, type Element, type Piece } from './elements';

export interface Reading {
  /** A list of formats as a DuckDB expression: a month may be written in full or in short. */
  readonly formats: string;
  /** What a text has to look like: DuckDB would also take blanks before it, or years of five digits. */
  readonly shape: string;
  /** What only Snowflake may read: other blanks, fewer digits where elements touch, a longer fraction, no sign. */
  readonly loose: string;
  /** Where the text is not read as it is: what is kept of it, by the groups of the shape. */
  readonly kept: string | undefined;
  readonly twoDigitYear: boolean;
  /** It gives an instant, as the format has an offset that counts. */
  readonly zoned: boolean;
}

/** How a text is read in a format. Of a TIMESTAMP_NTZ the offset is left out; without a year it is 1970. */
export function reading(format: string, at: Offset, keepsOffset: boolean): Reading {
  const pieces = piecesOf(format, at);
  const elements = elementsOf(pieces);
  readable(elements, at);
  const zoned = elements.some(({ part }) => part === 'zone');
  const withoutYear = !elements.some(({ part }) => part === 'year');
  const cuts = (zoned && !keepsOffset) || elements.some(({ shape }) => shape?.includes(')('));
  const shape = pieces.map((_piece, index) => shapeAt(pieces, index, keepsOffset)).join('');
  const text = pieces.map((_piece, index) => readBy(pieces, index, keepsOffset)).join('');
  const dated = withoutYear ? `%Y ${text}` : text;
  const formats = dated.includes('%b') ? [dated, dated.replaceAll('%b', '%B')] : [dated];
  const groups = shape.split(')(').length;
  return {
    formats: `[${formats.map(literal).join(', ')}]`,
    shape: literal(cuts || withoutYear ? `(${shape})` : shape),
    loose: literal(looseShape(pieces)),
    kept: cuts || withoutYear ? literal(`${withoutYear ? '1970 ' : ''}${odd(groups)}`) : undefined,
    twoDigitYear: elements.some(({ name }) => name === 'YY'),
    zoned: zoned && keepsOffset,
  };
}

/** Groups are what is kept and what is cut in turn. */
const odd = (groups: number): string =>
  Array.from({ length: groups }, (_value, index) => index + 1)
    .filter((group) => group % 2 === 1)
    .map((group) => `\\${group}`)
    .join('');

function readable(elements: readonly Element[], at: Offset): void {
  const unread = elements.find(({ read }) => read === undefined);
  if (unread) refuse(`The format element ${unread.name} here`, at);
  const half = elements.find(({ name }) => name === 'HH12' || name === 'H12');
  if (half && !elements.some(({ name }) => name === 'AM' || name === 'PM'))
    refuse(`The format element ${half.name} without AM or PM`, at);
  const zone = elements.findIndex(({ part }) => part === 'zone');
  if (zone >= 0 && zone !== elements.length - 1) refuse('An offset before the end of a format', at);
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');

const isDigits = (piece: Piece | undefined): boolean =>
  piece !== undefined && 'element' in piece && (piece.element.shape?.startsWith('[0-9]') ?? false);

/** Elements with nothing between them have all their digits. */
function shapeAt(pieces: readonly Piece[], index: number, keepsOffset: boolean): string {
  const piece = pieces[index];
  if (!piece) return '';
  const zoneNext = offsetFollows(pieces, index);
  if ('text' in piece) return zoneNext && !keepsOffset ? `)(${escaped(piece.text)}` : escaped(piece.text);
  const { part, shape = '' } = piece.element;
  if (part === 'zone' && !keepsOffset) {
    // A blank before it has opened the group.
    const opened = offsetFollows(pieces, index - 1);
    return `${opened ? '' : ')('}${shape})(`;
  }
  const touches = isDigits(piece) && (isDigits(pieces[index - 1]) || isDigits(pieces[index + 1]));
  return touches ? shape.replace('{1,', '{') : shape;
}

/** A blank right before an offset is left out with it. */
function offsetFollows(pieces: readonly Piece[], index: number): boolean {
  const [piece, next] = [pieces[index], pieces[index + 1]];
  return (
    piece !== undefined &&
    'text' in piece &&
    piece.text === ' ' &&
    next !== undefined &&
    'element' in next &&
    next.element.part === 'zone'
  );
}

function readBy(pieces: readonly Piece[], index: number, keepsOffset: boolean): string {
  const piece = pieces[index];
  if (!piece) return '';
  if ('text' in piece)
    return offsetFollows(pieces, index) && !keepsOffset ? '' : piece.text.replaceAll('%', '%%');
  if (piece.element.part === 'zone' && !keepsOffset) return '';
  return piece.element.read ?? '';
}

/** Blanks where the format has none, but not the other way round: that fails in Snowflake too. */
function looseShape(pieces: readonly Piece[]): string {
  const shapes = pieces.map((piece, index) => {
    if ('text' in piece) {
      const next = pieces[index + 1];
      const fraction = next && 'element' in next && next.element.name.startsWith('FF');
      return piece.text === ' ' ? ' +' : fraction ? `${escaped(piece.text)}?` : escaped(piece.text);
    }
    if (piece.element.name.startsWith('FF')) return '[0-9]{0,9}';
    if (piece.element.part === 'zone') return '(?:Z|[+-]?[0-9]{1,2}(?::?[0-9]{1,2})?)';
    return piece.element.shape ?? '';
  });
  return ` *${shapes.join(' *')} *`;
}
