import type { Offset } from '../../refusal';
import type { Call } from './call';
import type { DataType, Name, Path } from './name';
import type { Query } from './query';

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
