import type { Float } from '../float';

/** Punctuation is its own type; `name` covers keywords, which Jinja2 knows only by their place. */
export type TokenType =
  | 'data'
  | 'variable_begin'
  | 'variable_end'
  | 'block_begin'
  | 'block_end'
  | 'name'
  | 'string'
  | 'integer'
  | 'float'
  | 'operator'
  | 'eof';

export interface Token {
  readonly type: TokenType;
  /** A name, an operator, a text; for strings and numbers what was written. */
  readonly text: string;
  readonly literal: string | number | bigint | Float | undefined;
  readonly at: number;
}

const DESCRIPTIONS: { readonly [type in TokenType]?: string } = {
  block_begin: 'begin of statement block',
  block_end: 'end of statement block',
  variable_begin: 'begin of print statement',
  variable_end: 'end of print statement',
  data: 'template data / text',
  eof: 'end of template',
};

/** A token as Jinja2's messages name it. */
export const describe = (token: Token): string =>
  token.type === 'name' || token.type === 'operator' ? token.text : describeType(token.type);

export const describeType = (type: TokenType): string => DESCRIPTIONS[type] ?? type;
