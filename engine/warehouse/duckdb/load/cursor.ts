import { refuse, unreadable } from '../translate/refusal';
import { tokenize, type Token } from '../translate/syntax/tokens';
import type { RelationName } from '../../port';

/** Walks over a statement's tokens, for the few statements that the translator does not know. */
export class Cursor {
  private at = 0;
  private readonly tokens: readonly Token[];

  constructor(
    readonly text: string,
    private readonly database: string,
  ) {
    const tokens = tokenize(text);
    const semicolon = tokens.at(-2);
    // A trailing semicolon says nothing.
    const closed = semicolon?.kind === 'symbol' && semicolon.text === ';';
    this.tokens = closed ? [...tokens.slice(0, -2), ...tokens.slice(-1)] : tokens;
  }

  peek(ahead = 0): Token {
    const token = this.tokens[Math.min(this.at + ahead, this.tokens.length - 1)];
    if (!token) throw new Error('a token list ends with an end token');
    return token;
  }

  next(): Token {
    const token = this.peek();
    this.at += 1;
    return token;
  }

  get done(): boolean {
    return this.peek().kind === 'end';
  }

  /** Are these words next? */
  isWords(...words: readonly string[]): boolean {
    return words.every((word, ahead) => {
      const token = this.peek(ahead);
      return token.kind === 'word' && token.text === word;
    });
  }

  /** Takes the words if they are next. */
  take(...words: readonly string[]): boolean {
    if (!this.isWords(...words)) return false;
    this.at += words.length;
    return true;
  }

  isSymbol(symbol: string): boolean {
    const token = this.peek();
    return token.kind === 'symbol' && token.text === symbol;
  }

  takeSymbol(symbol: string): boolean {
    if (!this.isSymbol(symbol)) return false;
    this.at += 1;
    return true;
  }

  expectSymbol(symbol: string): void {
    if (!this.takeSymbol(symbol)) this.unexpected(`Expected ${symbol}`);
  }

  expectWord(): string {
    const token = this.next();
    if (token.kind !== 'word')
      unreadable(`Expected a word, found ${JSON.stringify(token.text)}.`, token.start);
    return token.text;
  }

  expectString(): string {
    const token = this.next();
    if (token.kind !== 'string')
      unreadable(`Expected a text in quotes, found ${JSON.stringify(token.text)}.`, token.start);
    return token.text;
  }

  unexpected(wanted: string): never {
    const token = this.peek();
    return unreadable(
      `${wanted}, found ${token.kind === 'end' ? 'the end' : JSON.stringify(token.text)}.`,
      token.start,
    );
  }

  refuse(construct: string): never {
    return refuse(construct, this.peek().start);
  }

  /** Nothing may follow. */
  end(): void {
    if (!this.done) this.unexpected('Expected the end of the statement');
  }

  identifier(): string {
    const token = this.next();
    if (token.kind !== 'word' && token.kind !== 'quoted')
      unreadable(`Expected a name, found ${JSON.stringify(token.text)}.`, token.start);
    return token.text;
  }

  relation(): RelationName {
    const parts = [this.identifier()];
    while (this.takeSymbol('.')) parts.push(this.identifier());
    return qualified(parts, this.database) ?? this.unexpected('Expected a name of one to three parts');
  }

  /** `@stage/path`: names are followed by the path as it is written, up to a blank, a comma or a bracket. */
  stageLocation(): { readonly stage: RelationName; readonly path: string } {
    this.expectSymbol('@');
    const stage = this.relation();
    if (!this.isSymbol('/')) return { stage, path: '' };
    const from = this.peek().start + 1;
    const path = /^[^\s,();]*/.exec(this.text.slice(from))?.[0] ?? '';
    while (!this.done && this.peek().start < from + path.length) this.at += 1;
    return { stage, path };
  }

  /** The text from one token up to another, not included. */
  textBetween(from: Token, to: Token): string {
    return this.text.slice(from.start, to.start).trimEnd();
  }
}

/** Names of one part are in DuckDB's schema for those, names of two in the only database. */
export function qualified(parts: readonly string[], database: string): RelationName | undefined {
  const [first, second, third, ...more] = parts;
  if (first === undefined || more.length > 0) return undefined;
  if (third !== undefined && second !== undefined) return { database: first, schema: second, name: third };
  if (second !== undefined) return { database, schema: first, name: second };
  return { database, schema: 'MAIN', name: first };
}

/** A name given as text: `'DB.SCHEMA.NAME'`. */
export function relationIn(text: string, database: string): RelationName {
  const cursor = new Cursor(text, database);
  const name = cursor.relation();
  cursor.end();
  return name;
}
