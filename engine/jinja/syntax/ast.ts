import type { ArithmeticOperator } from '../operations/arithmetic';
import type { OrderOperator } from '../operations/compare';
import type { Value } from '../values/types';

/** `at` is the offset in the template that a message about the node points to. */
interface At {
  readonly at: number;
}

export type Expression =
  | (At & { readonly kind: 'constant'; readonly value: Value })
  | (At & { readonly kind: 'name'; readonly name: string })
  | (At & { readonly kind: 'list' | 'tuple'; readonly items: readonly Expression[] })
  | (At & { readonly kind: 'dict'; readonly pairs: readonly (readonly [Expression, Expression])[] })
  | (At & { readonly kind: 'unary'; readonly operator: 'not' | '-' | '+'; readonly operand: Expression })
  | (At & {
      readonly kind: 'arithmetic';
      readonly operator: ArithmeticOperator;
      readonly left: Expression;
      readonly right: Expression;
    })
  | (At & {
      readonly kind: 'logic';
      readonly operator: 'and' | 'or';
      readonly left: Expression;
      readonly right: Expression;
    })
  | (At & { readonly kind: 'compare'; readonly first: Expression; readonly rest: readonly Comparison[] })
  | (At & { readonly kind: 'concat'; readonly parts: readonly Expression[] })
  | (At & {
      readonly kind: 'conditional';
      readonly test: Expression;
      readonly then: Expression;
      readonly otherwise: Expression | undefined;
    })
  | (At & { readonly kind: 'attribute'; readonly object: Expression; readonly name: string })
  | (At & { readonly kind: 'item'; readonly object: Expression; readonly key: Expression })
  | (At & {
      readonly kind: 'slice';
      readonly object: Expression;
      readonly from: Expression;
      readonly to: Expression;
      readonly step: Expression;
    })
  | (At & { readonly kind: 'call'; readonly callee: Expression; readonly args: CallArguments })
  | FilterExpression
  | (At & {
      readonly kind: 'test';
      readonly object: Expression;
      readonly name: string;
      readonly args: CallArguments;
    });

/** Without an object a filter stands for the text of a filter block or a block `set`. */
export interface FilterExpression extends At {
  readonly kind: 'filter';
  readonly object: Expression | undefined;
  readonly name: string;
  readonly args: CallArguments;
}

export type ComparisonOperator = '==' | '!=' | OrderOperator | 'in' | 'not in';
export interface Comparison {
  readonly operator: ComparisonOperator;
  readonly operand: Expression;
}

export interface CallArguments {
  readonly positional: readonly Expression[];
  readonly keywords: readonly (readonly [string, Expression])[];
  readonly spread: Expression | undefined;
  readonly keywordSpread: Expression | undefined;
}

export type Target =
  | (At & { readonly kind: 'name'; readonly name: string })
  | (At & { readonly kind: 'namespace'; readonly object: string; readonly name: string })
  | (At & { readonly kind: 'tuple'; readonly items: readonly Target[] });

export interface Parameter extends At {
  readonly name: string;
  readonly fallback: Expression | undefined;
}

/** A macro, or the body of a `call` block. */
export interface MacroDefinition extends At {
  readonly name: string;
  readonly parameters: readonly Parameter[];
  readonly body: readonly Statement[];
  /** Special names that the body reads: only these are accepted beside the parameters. */
  readonly uses: { readonly caller: boolean; readonly varargs: boolean; readonly kwargs: boolean };
}

export type Statement =
  | (At & { readonly kind: 'text'; readonly text: string })
  | (At & { readonly kind: 'print'; readonly value: Expression })
  | (At & { readonly kind: 'do'; readonly value: Expression })
  | (At & { readonly kind: 'set'; readonly target: Target; readonly value: Expression })
  | (At & {
      readonly kind: 'set block';
      readonly target: Target;
      readonly filter: FilterExpression | undefined;
      readonly body: readonly Statement[];
    })
  | (At & {
      readonly kind: 'if';
      readonly branches: readonly { readonly test: Expression; readonly body: readonly Statement[] }[];
      readonly otherwise: readonly Statement[];
    })
  | ForStatement
  | (At & { readonly kind: 'break' | 'continue' })
  | (At & {
      readonly kind: 'with';
      readonly assignments: readonly { readonly target: Target; readonly value: Expression }[];
      readonly body: readonly Statement[];
    })
  | (At & {
      readonly kind: 'call';
      readonly call: Expression & { readonly kind: 'call' };
      readonly caller: MacroDefinition;
    })
  | (At & { readonly kind: 'filter'; readonly filter: FilterExpression; readonly body: readonly Statement[] })
  | (At & { readonly kind: 'macro'; readonly tag: string; readonly macro: MacroDefinition });

export interface ForStatement extends At {
  readonly kind: 'for';
  readonly target: Target;
  readonly items: Expression;
  readonly test: Expression | undefined;
  readonly recursive: boolean;
  readonly body: readonly Statement[];
  readonly otherwise: readonly Statement[];
}
