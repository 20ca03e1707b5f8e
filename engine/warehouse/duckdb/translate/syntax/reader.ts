import { refuse, reject, unreadable, type Offset } from '../refusal';
import type { Name, Path } from './ast';
import { tokenize, type Token } from './tokens';

/** A cursor over tokens: what every rule of the grammar is written with. */
export class Reader {
  private readonly tokens: readonly Token[];
  private position = 0;
  /** Placeholders read so far. */
  binds = 0;

  /** Variables read so far. */
  variablesRead = 0;

  constructor(
    readonly text: string,
    /** Session variables, as literals of Snowflake's SQL. */
    readonly variables: ReadonlyMap<string, string> = new Map(),
  ) {
    this.tokens = tokenize(text);
  }

  private piped = false;

  /** Reads with `$1` as the name of the relation that ->> hands on. */
  withPiped<T>(content: () => T): T {
    this.piped = true;
    const value = content();
    this.piped = false;
    return value;
  }

  /** The literal that `$name` stands for. https://docs.snowflake.com/en/sql-reference/session-variables */
  variable(): string {
    this.expect('$');
    const { text, start } = this.next();
    const value = this.variables.get(text);
    if (value === undefined)
      return reject(`SQL compilation error: Session variable '$${text}' does not exist`, start);
    this.variablesRead += 1;
    return value;
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
    if (this.piped && this.is('$') && this.peek(1).text === '1') {
      this.next();
      this.next();
      return { text: '$1', quoted: true, at: token.start };
    }
    if (token.kind !== 'word') this.unexpected('a name');
    if (this.is('IDENTIFIER', '(')) {
      const [part, ...more] = this.identifierFunction();
      if (!part || more.length > 0) refuse('IDENTIFIER() of a qualified name here', token.start);
      return part;
    }
    this.next();
    return { text: token.text, quoted: false, at: token.start };
  }

  /** `IDENTIFIER('a.b')` or `IDENTIFIER($variable)`; a placeholder is not known before the statement runs. */
  private identifierFunction(): Path {
    const at = this.at;
    this.expect('IDENTIFIER', '(');
    const parts = this.textPath(at, 'IDENTIFIER()');
    this.expect(')');
    return parts;
  }

  /** The name that a text or a variable holds. */
  textPath(at: Offset, where: string): Path {
    let text: string;
    if (this.peek().kind === 'string') text = this.string();
    else if (this.is('$') && this.peek(1).kind === 'word') {
      const literal = new Reader(this.variable());
      text = literal.string();
    } else return refuse(`${where} of anything but a text or a variable`, at, 'Write the name itself.');
    const inner = new Reader(text);
    const parts = inner.path();
    if (inner.peek().kind !== 'end') inner.unexpected('the end of the name');
    return parts.map((part) => ({ ...part, at }));
  }

  path(): Path {
    const names: Name[] = this.is('IDENTIFIER', '(') ? [...this.identifierFunction()] : [this.name()];
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
