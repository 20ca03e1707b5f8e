import type { TemplateErrorKind } from '../error';
import { repr } from '../values/print';
import type { Source } from './source';
import { describe, describeType, type Token, type TokenType } from './token';

/** The tokens with a cursor, and the questions that a parser asks. */
export class TokenStream {
  private position = 0;

  constructor(
    readonly source: Source,
    private readonly tokens: readonly Token[],
  ) {}

  get current(): Token {
    return this.look(0);
  }

  look(ahead = 1): Token {
    const token = this.tokens[Math.min(this.position + ahead, this.tokens.length - 1)];
    if (!token) throw new Error('a token stream ends with eof');
    return token;
  }

  next(): Token {
    const token = this.current;
    this.position += 1;
    return token;
  }

  is(type: TokenType, text?: string): boolean {
    return this.current.type === type && (text === undefined || this.current.text === text);
  }
  isName = (name: string): boolean => this.is('name', name);
  isOperator = (operator: string): boolean => this.is('operator', operator);

  skip(type: TokenType, text?: string): boolean {
    if (!this.is(type, text)) return false;
    this.next();
    return true;
  }

  expect(type: TokenType, text?: string): Token {
    if (this.is(type, text)) return this.next();
    const wanted = text ?? describeType(type);
    if (this.current.type === 'eof')
      return this.fail(`unexpected end of template, expected ${repr(wanted)}.`);
    return this.fail(`expected token ${repr(wanted)}, got ${repr(describe(this.current))}`);
  }

  fail(message: string, at = this.current.at, kind: TemplateErrorKind = 'syntax'): never {
    throw this.source.error(kind, message, at);
  }
}
