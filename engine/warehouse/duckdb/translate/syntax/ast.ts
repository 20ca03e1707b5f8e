import type { Offset } from '../refusal';

/**
 * What the parser understands of Snowflake's grammar, and all that the rewrites have to handle: every `kind` is
 * handled in an exhaustive switch, so what is not listed here cannot reach DuckDB.
 */
export interface Name {
  /** As Snowflake stores it: folded to upper case unless it was quoted. */
  readonly text: string;
  readonly quoted: boolean;
  readonly at: Offset;
}

/** `a`, `b.a`, `c.b.a`. */
export type Path = readonly Name[];

export interface DataType {
  /** Upper case, e.g. NUMBER, TIMESTAMP_NTZ, DOUBLE PRECISION. */
  readonly name: string;
  readonly parameters: readonly number[];
  readonly at: Offset;
}

export interface OrderItem {
  readonly expression: Expression;
  readonly descending: boolean;
  readonly nulls?: 'FIRST' | 'LAST' | undefined;
}

/** `ORDER BY ALL`: every column of the result, from left to right. */
export interface OrderAll {
  readonly kind: 'all';
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

export type BinaryOperator =
  'OR' | 'AND' | '=' | '<>' | '<' | '<=' | '>' | '>=' | '+' | '-' | '*' | '/' | '%' | '||';

export interface Star {
  readonly kind: 'star';
  readonly qualifier: Path;
  readonly ilike?: string | undefined;
  readonly exclude: readonly Name[];
  readonly replace: readonly { readonly expression: Expression; readonly name: Name }[];
  readonly rename: readonly { readonly from: Name; readonly to: Name }[];
  readonly at: Offset;
}

export type Expression =
  | { readonly kind: 'number'; readonly text: string; readonly at: Offset }
  | { readonly kind: 'string'; readonly value: string; readonly at: Offset }
  | { readonly kind: 'boolean'; readonly value: boolean; readonly at: Offset }
  | { readonly kind: 'null'; readonly at: Offset }
  | { readonly kind: 'default'; readonly at: Offset }
  | { readonly kind: 'bind'; readonly index: number; readonly at: Offset }
  | { readonly kind: 'column'; readonly path: Path; readonly at: Offset }
  | { readonly kind: 'place'; readonly qualifier: Path; readonly index: number; readonly at: Offset }
  | Star
  | { readonly kind: 'element'; readonly base: Expression; readonly key: Expression; readonly at: Offset }
  | {
      readonly kind: 'cast';
      readonly expression: Expression;
      readonly type: DataType;
      readonly try: boolean;
      readonly at: Offset;
    }
  | {
      readonly kind: 'unary';
      readonly operator: '-' | '+' | 'NOT';
      readonly operand: Expression;
      readonly at: Offset;
    }
  | {
      readonly kind: 'binary';
      readonly operator: BinaryOperator;
      readonly left: Expression;
      readonly right: Expression;
      readonly at: Offset;
    }
  | {
      readonly kind: 'is';
      readonly operand: Expression;
      readonly test: 'NULL' | 'TRUE' | 'FALSE';
      readonly not: boolean;
      readonly at: Offset;
    }
  | {
      readonly kind: 'distinct';
      readonly left: Expression;
      readonly right: Expression;
      readonly not: boolean;
      readonly at: Offset;
    }
  | {
      readonly kind: 'in';
      readonly operand: Expression;
      readonly list: readonly Expression[] | Query;
      readonly not: boolean;
      readonly at: Offset;
    }
  | {
      readonly kind: 'quantified';
      readonly operator: BinaryOperator;
      readonly operand: Expression;
      readonly quantifier: 'ANY' | 'ALL';
      readonly query: Query;
      readonly at: Offset;
    }
  | {
      readonly kind: 'between';
      readonly operand: Expression;
      readonly low: Expression;
      readonly high: Expression;
      readonly not: boolean;
      readonly at: Offset;
    }
  | Like
  | {
      readonly kind: 'case';
      readonly operand?: Expression | undefined;
      readonly whens: readonly { readonly when: Expression; readonly then: Expression }[];
      readonly otherwise?: Expression | undefined;
      readonly at: Offset;
    }
  | Call
  | { readonly kind: 'subquery'; readonly query: Query; readonly at: Offset }
  | { readonly kind: 'exists'; readonly query: Query; readonly at: Offset }
  | { readonly kind: 'tuple'; readonly items: readonly Expression[]; readonly at: Offset }
  | { readonly kind: 'array'; readonly items: readonly Expression[]; readonly at: Offset }
  | {
      readonly kind: 'object';
      /** `{*}`. */
      readonly star?: Star | undefined;
      readonly entries: readonly { readonly key: string; readonly value: Expression }[];
      readonly at: Offset;
    }
  | {
      readonly kind: 'interval';
      readonly text: string;
      /** Of a literal, `YEAR TO MONTH` for example; a constant has its units in the text. */
      readonly fields?: IntervalFields | undefined;
      readonly at: Offset;
    };

/** The first and the last field of an interval literal, in lower case. */
export interface IntervalFields {
  readonly from: string;
  readonly to: string;
}

export interface Like {
  readonly kind: 'like';
  readonly operator: 'LIKE' | 'ILIKE' | 'RLIKE';
  readonly operand: Expression;
  readonly quantifier?: 'ANY' | 'ALL' | undefined;
  readonly patterns: readonly Expression[];
  readonly escape?: Expression | undefined;
  readonly not: boolean;
  readonly at: Offset;
}

export interface SelectItem {
  readonly expression: Expression;
  readonly alias?: Name | undefined;
  /** The text of the expression as it was written: names the column where there is no alias. */
  readonly source: string;
}

export interface Alias {
  readonly name: Name;
  readonly columns: readonly Name[];
}

export type JoinKind = 'INNER' | 'LEFT' | 'RIGHT' | 'FULL' | 'CROSS' | 'ASOF' | 'COMMA';

export type From =
  | { readonly kind: 'table'; readonly path: Path; readonly alias?: Alias | undefined; readonly at: Offset }
  | {
      readonly kind: 'derived';
      readonly query: Query;
      readonly lateral: boolean;
      readonly alias?: Alias | undefined;
      readonly at: Offset;
    }
  | {
      readonly kind: 'values';
      readonly rows: readonly (readonly Expression[])[];
      readonly alias?: Alias | undefined;
      readonly at: Offset;
    }
  | {
      readonly kind: 'function';
      readonly call: Call;
      readonly lateral: boolean;
      readonly alias?: Alias | undefined;
      readonly at: Offset;
    }
  | {
      readonly kind: 'join';
      readonly join: JoinKind;
      readonly natural: boolean;
      readonly left: From;
      readonly right: From;
      readonly on?: Expression | undefined;
      readonly using: readonly Name[];
      readonly match?: Expression | undefined;
      readonly at: Offset;
    }
  | {
      readonly kind: 'pivot';
      readonly input: From;
      readonly aggregate: Call;
      /** Ends the names of the columns: `SUM(x) AS total`. */
      readonly suffix?: Name | undefined;
      readonly column: Name;
      readonly values: readonly {
        readonly value: Expression;
        readonly alias?: Name | undefined;
        readonly source: string;
      }[];
      readonly defaultOnNull?: Expression | undefined;
      readonly alias?: Alias | undefined;
      readonly at: Offset;
    }
  | {
      readonly kind: 'unpivot';
      readonly input: From;
      readonly value: Name;
      readonly name: Name;
      readonly columns: readonly { readonly column: Name; readonly alias?: string | undefined }[];
      readonly includeNulls: boolean;
      readonly alias?: Alias | undefined;
      readonly at: Offset;
    }
  | {
      readonly kind: 'sample';
      readonly input: From;
      readonly method: 'BERNOULLI' | 'SYSTEM';
      readonly size: string;
      readonly rows: boolean;
      readonly seed?: string | undefined;
      readonly at: Offset;
    };

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
