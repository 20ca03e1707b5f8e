import { refuse, unreadable, type Offset } from '../refusal';
import type { Name, Path } from './ast';
import { tokenize, type Token } from './tokens';

/** A cursor over tokens: what every rule of the grammar is written with. */
export class Reader {
  private readonly tokens: readonly Token[];
  private position = 0;
  /** Placeholders read so far. */
  binds = 0;

  constructor(readonly text: string) {
    this.tokens = tokenize(text);
  }

  peek(ahead = 0): Token {
    const token = this.tokens[Math.min(this.position + ahead, this.tokens.length - 1)];
    if (!token) throw new Error('a token list ends with its end token');
    return token;
  }

  next(): Token {
    const token = this.peek();
    if (token.kind !== 'end') this.position += 1;
    return token;
  }

  get at(): Offset {
    return this.peek().start;
  }

  /** The text between two places, as it was written. */
  source(from: Offset): string {
    const last = this.tokens[this.position - 1];
    return this.text.slice(from, last ? last.end : from);
  }

  mark(): number {
    return this.position;
  }

  reset(mark: number): void {
    this.position = mark;
  }

  is(...words: readonly string[]): boolean {
    return words.every((word, index) => {
      const token = this.peek(index);
      return (token.kind === 'word' || token.kind === 'symbol') && token.text === word;
    });
  }

  isAny(words: ReadonlySet<string>): boolean {
    const token = this.peek();
    return token.kind === 'word' && words.has(token.text);
  }

  /** Takes all of the words if they come next, else none. */
  take(...words: readonly string[]): boolean {
    if (!this.is(...words)) return false;
    this.position += words.length;
    return true;
  }

  expect(...words: readonly string[]): void {
    for (const word of words) if (!this.take(word)) this.unexpected(word);
  }

  unexpected(wanted?: string): never {
    const token = this.peek();
    const found =
      token.kind === 'end'
        ? 'the end of the statement'
        : JSON.stringify(this.text.slice(token.start, token.end));
    return unreadable(
      `Found ${found}${wanted ? ` where ${wanted} belongs` : ', which is not understood here'}.`,
      token.start,
    );
  }

  refuse(construct: string, instead?: string): never {
    return refuse(construct, this.at, instead);
  }

  string(): string {
    const token = this.peek();
    if (token.kind !== 'string') this.unexpected('a text in quotes');
    return this.next().text;
  }

  number(): number {
    const token = this.peek();
    if (token.kind !== 'number') this.unexpected('a number');
    return Number(this.next().text);
  }

  /** Any name; reserved words are for the caller to exclude. */
  name(): Name {
    const token = this.peek();
    if (token.kind === 'quoted') {
      this.next();
      return { text: token.text, quoted: true, at: token.start };
    }
    if (token.kind !== 'word') this.unexpected('a name');
    if (token.text === 'IDENTIFIER' && this.is('IDENTIFIER', '(')) return this.identifierFunction();
    this.next();
    return { text: token.text, quoted: false, at: token.start };
  }

  /** `IDENTIFIER('name')`; a variable or placeholder is not known before the statement runs. */
  private identifierFunction(): Name {
    const at = this.at;
    this.expect('IDENTIFIER', '(');
    if (this.peek().kind !== 'string')
      refuse('IDENTIFIER() of anything but a text', at, 'Write the name itself.');
    const inner = new Reader(this.string());
    const name = inner.name();
    if (inner.peek().kind !== 'end') refuse('IDENTIFIER() of a qualified name', at, 'Write the name itself.');
    this.expect(')');
    return { ...name, at };
  }

  path(): Path {
    const names = [this.name()];
    while (this.take('.')) names.push(this.name());
    if (names.length > 3) refuse('A name of more than three parts', names[0]?.at ?? this.at);
    return names;
  }

  names(): readonly Name[] {
    return this.list(() => this.name());
  }

  /** One or more, with commas between. */
  list<T>(item: () => T): readonly T[] {
    const items = [item()];
    while (this.take(',')) items.push(item());
    return items;
  }

  parenthesized<T>(content: () => T): T {
    this.expect('(');
    const value = content();
    this.expect(')');
    return value;
  }
}
