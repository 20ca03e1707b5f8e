import type { Problem } from '../../engine/errors';
import type { Cell, Column, QueryOptions, RelationName, WarehouseTraits } from '../../engine/warehouse/port';

/** Grows when a message changes its meaning. The greeting and `retire` keep their shape in all versions. */
export const PROTOCOL = 1;

/** The first line that the owner sends on a connection. */
export interface Greeting {
  readonly protocol: number;
  /** Of the code that the owner runs: a client of another checkout asks it to make room. */
  readonly build: string;
  readonly pid: number;
  readonly traits: WarehouseTraits;
}

/** What a client asks for. `session` is a number that the client chose; sessions end with their connection. */
export type Call =
  | {
      readonly call: 'query';
      readonly session?: number | undefined;
      readonly sql: string;
      readonly options: QueryOptions;
    }
  | { readonly call: 'open session'; readonly session: number }
  | { readonly call: 'close session'; readonly session: number }
  | { readonly call: 'catalog' }
  | { readonly call: 'columns'; readonly relation: RelationName }
  | { readonly call: 'change tokens'; readonly relations: readonly RelationName[] }
  /** Take no new clients and end when those that are here have gone. Never answered. */
  | { readonly call: 'retire' };

export type Request = Call & { readonly id: number };

export type Row = readonly Cell[];

/** The end of a query's answer, after its rows. */
export interface QueryEnd {
  readonly columns: readonly Column[];
  readonly rowsAffected?: number | undefined;
}

export type Reply =
  /** Some rows of a query; more may follow. */
  | { readonly id: number; readonly rows: readonly Row[] }
  /** Absent where the answer is `undefined`, which JSON cannot say. */
  | { readonly id: number; readonly value?: unknown }
  | { readonly id: number; readonly error: ReplyError };

export interface ReplyError {
  readonly message: string;
  /** Set for a `LakehouseError`: the client throws it again as one. */
  readonly problems?: readonly Problem[] | undefined;
  /** Set for a defect of ours. */
  readonly stack?: string | undefined;
}

/** One message a line: JSON text holds no raw line break. */
export function encode(message: Greeting | Request | Reply): string {
  return `${JSON.stringify(message)}\n`;
}

/** Cuts a byte stream into its lines and hands each on, parsed. A line may come in any number of pieces. */
export function lineReader(onMessage: (message: unknown) => void): (chunk: Buffer) => void {
  let pieces: Buffer[] = [];
  return (chunk) => {
    let start = 0;
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, start)) {
      pieces.push(chunk.subarray(start, end));
      const line = Buffer.concat(pieces).toString('utf8');
      pieces = [];
      start = end + 1;
      onMessage(JSON.parse(line));
    }
    if (start < chunk.length) pieces.push(chunk.subarray(start));
  };
}
