import type { Offset } from '../../refusal';
import type { OrderItem } from './call';
import type { Expression } from './expression';
import type { Name } from './name';
import type { From } from './relation';

export interface SelectItem {
  readonly expression: Expression;
  readonly alias?: Name | undefined;
  /** The text of the expression as it was written: names the column where there is no alias. */
  readonly source: string;
}

export type GroupBy =
  { readonly kind: 'all' } | { readonly kind: 'list'; readonly elements: readonly GroupElement[] };

export type GroupElement =
  | { readonly kind: 'item'; readonly expression: Expression }
  | { readonly kind: 'ROLLUP' | 'CUBE'; readonly items: readonly Expression[] }
  | { readonly kind: 'sets'; readonly sets: readonly (readonly Expression[])[] };

export interface Select {
  readonly kind: 'select';
  readonly distinct: boolean;
  readonly items: readonly SelectItem[];
  readonly from?: From | undefined;
  readonly where?: Expression | undefined;
  readonly groupBy?: GroupBy | undefined;
  readonly having?: Expression | undefined;
  readonly qualify?: Expression | undefined;
  readonly at: Offset;
}

export type QueryBody =
  | Select
  | { readonly kind: 'values'; readonly rows: readonly (readonly Expression[])[]; readonly at: Offset }
  | { readonly kind: 'nested'; readonly query: Query; readonly at: Offset }
  | {
      readonly kind: 'set';
      readonly operator: 'UNION' | 'EXCEPT' | 'INTERSECT';
      readonly all: boolean;
      readonly byName: boolean;
      readonly left: QueryBody;
      readonly right: QueryBody;
      readonly at: Offset;
    };

export interface Cte {
  readonly name: Name;
  readonly columns: readonly Name[];
  readonly query: Query;
}

export interface Query {
  readonly with: readonly Cte[];
  readonly body: QueryBody;
  readonly orderBy: readonly OrderItem[] | OrderAll;
  readonly limit?: Expression | undefined;
  readonly offset?: Expression | undefined;
  readonly at: Offset;
}

/** `ORDER BY ALL`: every column of the result, from left to right. */
export interface OrderAll {
  readonly kind: 'all';
  readonly descending: boolean;
  readonly nulls?: 'FIRST' | 'LAST' | undefined;
}
