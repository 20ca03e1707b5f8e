import type { Offset } from '../../refusal';
import type { Expression } from './expression';
import type { DataType, Name } from './name';

export interface OrderItem {
  readonly expression: Expression;
  readonly descending: boolean;
  readonly nulls?: 'FIRST' | 'LAST' | undefined;
}

export interface FrameBound {
  readonly edge: 'UNBOUNDED PRECEDING' | 'PRECEDING' | 'CURRENT ROW' | 'FOLLOWING' | 'UNBOUNDED FOLLOWING';
  readonly offset?: Expression | undefined;
}

export interface Window {
  readonly partitionBy: readonly Expression[];
  readonly orderBy: readonly OrderItem[];
  readonly frame?:
    { readonly unit: 'ROWS' | 'RANGE'; readonly from: FrameBound; readonly to: FrameBound } | undefined;
  readonly at: Offset;
}

/** `x INT -> x + 1`, `(acc, x) -> acc + x`: the last argument of a higher-order function. */
export interface Lambda {
  readonly parameters: readonly { readonly name: Name; readonly type?: DataType | undefined }[];
  readonly body: Expression;
  readonly at: Offset;
}

export interface Call {
  readonly kind: 'call';
  /** Upper case; dotted where it was qualified. */
  readonly name: string;
  readonly args: readonly Expression[];
  /** `name => value` arguments by upper-case name. */
  readonly named: ReadonlyMap<string, Expression>;
  readonly distinct: boolean;
  readonly lambda?: Lambda | undefined;
  readonly withinGroup?: readonly OrderItem[] | undefined;
  /** NTH_VALUE(…) FROM LAST counts from the end. */
  readonly from?: 'FIRST' | 'LAST' | undefined;
  readonly nulls?: 'IGNORE' | 'RESPECT' | undefined;
  readonly over?: Window | undefined;
  readonly at: Offset;
}
