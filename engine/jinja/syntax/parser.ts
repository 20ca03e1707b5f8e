import type { Statement } from './ast';
import { parseTuple } from './primary';
import { tokenize } from './lexer';
import type { Source } from './source';
import { DEFINITIONS, REFUSED_TAGS, STATEMENTS } from './statements';
import { describe, type Token } from './token';
import { TokenStream } from './token-stream';
import { repr } from '../values/print';

/** Statements nested in one another, for the messages about a tag that does not fit. */
export class Parser {
  private readonly openTags: Token[] = [];
  private readonly awaited: (readonly string[])[] = [];

  constructor(readonly stream: TokenStream) {}

  /** Statements up to a tag of `ends`, which is left as the current token; to the end of the text without any. */
  parseBody(ends: readonly string[] = []): readonly Statement[] {
    const { stream } = this;
    const body: Statement[] = [];
    if (ends.length > 0) this.awaited.push(ends);
    while (!stream.is('eof')) {
      const token = stream.next();
      if (token.type === 'data') {
        body.push({ kind: 'text', text: token.text, at: token.at });
      } else if (token.type === 'variable_begin') {
        const { at } = stream.current;
        body.push({ kind: 'print', value: parseTuple(stream), at });
        stream.expect('variable_end');
      } else {
        if (ends.some((end) => stream.isName(end))) {
          this.awaited.pop();
          return body;
        }
        body.push(...this.parseStatement());
        stream.expect('block_end');
      }
    }
    if (ends.length > 0) this.failOpen(undefined);
    return body;
  }

  /** What is between the end of an opening tag and one of `ends`. The end tag's name is taken; it is returned. */
  parseBlock(...ends: readonly string[]): { readonly body: readonly Statement[]; readonly end: string } {
    this.stream.skip('operator', ':');
    this.stream.expect('block_end');
    const body = this.parseBody(ends);
    return { body, end: this.stream.next().text };
  }

  private parseStatement(): readonly Statement[] {
    const token = this.stream.current;
    if (token.type !== 'name') return this.stream.fail('tag name expected');
    const parse = STATEMENTS.get(token.text);
    const refused = REFUSED_TAGS.get(token.text);
    if (refused) return this.stream.fail(refused, token.at, 'unsupported');
    if (!parse) return this.failOpen(token.text);
    this.openTags.push(token);
    this.stream.next();
    const statements = parse(this, token.at);
    this.openTags.pop();
    return statements;
  }

  /** An unknown or misplaced tag, or the end of the text with a tag still open. */
  private failOpen(name: string | undefined): never {
    const wanted = this.awaited.at(-1)?.map(repr).join(' or ');
    const misplaced = name !== undefined && this.awaited.some((ends) => ends.includes(name));
    const parts = [
      name === undefined ? 'Unexpected end of template.' : `Encountered unknown tag ${repr(name)}.`,
    ];
    if (wanted && misplaced) {
      parts.push(
        `You probably made a nesting mistake. Jinja is expecting this tag, but currently looking for ${wanted}.`,
      );
    } else if (wanted) {
      parts.push(`Jinja was looking for the following tags: ${wanted}.`);
    }
    const innermost = this.openTags.at(-1);
    if (innermost) parts.push(`The innermost block that needs to be closed is ${repr(innermost.text)}.`);
    // What is missing at the end of the text is best looked for where it was opened.
    return this.stream.fail(parts.join(' '), name === undefined ? innermost?.at : undefined);
  }
}

export function parse(source: Source): readonly Statement[] {
  return new Parser(new TokenStream(source, tokenize(source))).parseBody();
}

/** A text that is one block of dbt's: `{% macro … %}…{% endmacro %}`, `{% test … %}…`. */
export function parseDefinition(source: Source): Statement & { readonly kind: 'macro' } {
  const stream = new TokenStream(source, tokenize(source));
  stream.expect('block_begin');
  const { text: tag, at } = stream.expect('name');
  const parseTag = DEFINITIONS.get(tag);
  if (!parseTag) return stream.fail(`a block was expected, got ${repr(describe(stream.current))}`, at);
  const statement = parseTag(new Parser(stream), at);
  stream.expect('block_end');
  return statement;
}
