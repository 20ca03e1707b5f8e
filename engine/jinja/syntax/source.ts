import { TemplateError, type TemplateErrorKind, type TemplatePosition } from '../error';

/** A text, and where it begins in its file: offsets become places in the file. */
export class Source {
  /** Line ends as Jinja2 reads them: all become `\n`. */
  readonly text: string;

  constructor(
    text: string,
    readonly file: string,
    private readonly firstLine = 1,
    private readonly firstColumn = 1,
  ) {
    this.text = text.replace(/\r\n|\r/g, '\n');
  }

  position(offset: number): TemplatePosition {
    const before = this.text.slice(0, offset);
    const lines = before.split('\n');
    const column = (lines.at(-1)?.length ?? 0) + 1;
    return {
      file: this.file,
      line: this.firstLine + lines.length - 1,
      column: lines.length === 1 ? this.firstColumn + column - 1 : column,
    };
  }

  error(
    kind: TemplateErrorKind,
    message: string,
    offset: number,
    options?: { readonly cause?: unknown; readonly macros?: readonly string[] },
  ): TemplateError {
    return new TemplateError(
      kind,
      message,
      { ...this.position(offset), snippet: this.line(offset) },
      options,
    );
  }

  private line(offset: number): string {
    const start = this.text.lastIndexOf('\n', offset - 1) + 1;
    const end = this.text.indexOf('\n', start);
    const line = this.text.slice(start, end < 0 ? undefined : end);
    // A block that begins inside a line: keep the caret under its column.
    return start === 0 ? ' '.repeat(this.firstColumn - 1) + line : line;
  }
}
