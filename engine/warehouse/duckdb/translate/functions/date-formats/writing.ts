import { atom, literal, type Sql } from '../../emit/sql';
import { refuse, type Offset } from '../../refusal';
import { elementsOf, piecesOf, type Piece } from './elements';

/** A DATE, TIME or TIMESTAMP as text in a format. A DATE has midnight; a TIME has no date, a TIMESTAMP_NTZ no offset. */
export function formatted(moment: Sql, format: string, at: Offset): Sql {
  const pieces = piecesOf(format, at);
  for (const { name, part } of elementsOf(pieces)) {
    if (moment.type === 'time' && part !== 'time') refuse(`The format element ${name} of a TIME`, at);
    if (part === 'zone' && moment.type !== 'timestamptz')
      refuse(`The format element ${name} of a value without a zone`, at);
  }
  // strftime takes no TIME.
  const value = moment.type === 'time' ? `DATE '1970-01-01' + ${moment.text}` : moment.text;
  const parts = concatenated(pieces, at);
  const print = (x: string): string => parts.map((part) => part(x)).join(' || ');
  if (parts.length <= 1 || moment.simple)
    return atom(parts.length === 1 ? print(value) : `(${print(value)})`, 'text', at);
  return atom(`list_transform([${value}], lambda _sf: ${print('_sf')})[1]`, 'text', at);
}

type Print = (x: string) => string;

/** What DuckDB writes in one go stays together. */
function concatenated(pieces: readonly Piece[], at: Offset): readonly Print[] {
  const found: Print[] = [];
  let native = '';
  const flush = (): void => {
    const format = native;
    if (format !== '') found.push((x) => `strftime(${x}, ${literal(format)})`);
    native = '';
  };
  for (const piece of pieces) {
    const write = 'text' in piece ? piece.text.replaceAll('%', '%%') : piece.element.write;
    if (write === undefined)
      refuse(`The format element ${'element' in piece ? piece.element.name : ''} here`, at);
    else if (typeof write === 'string') native += write;
    else {
      flush();
      found.push(own(write));
    }
  }
  flush();
  // A format of nothing is still null for a null.
  return found.length > 0 ? found : [(x) => `strftime(${x}, '')`];
}

function own(write: { readonly fraction: number } | { readonly halfOfDay: true }): Print {
  if ('halfOfDay' in write) return (x) => `left(strftime(${x}, '%p'), 1)`;
  return (x) => `left(strftime(${x}, '%n'), ${write.fraction})`;
}
