export interface WrapOptions {
  readonly width: number;
  readonly breakLong: boolean;
  readonly breakHyphens: boolean;
}

/** One paragraph in lines of at most `width`, as Python's `textwrap.wrap` breaks it (white space kept as it is). */
export function wrapLine(line: string, { width, breakLong, breakHyphens }: WrapOptions): string[] {
  const chunks = split(line, breakHyphens).reverse();
  const lines: string[] = [];
  while (chunks.length > 0) {
    let current = '';
    if (lines.length > 0 && chunks.at(-1)?.trim() === '') chunks.pop();
    for (
      let chunk = chunks.at(-1);
      chunk !== undefined && current.length + chunk.length <= width;
      chunk = chunks.at(-1)
    ) {
      current += chunk;
      chunks.pop();
    }
    const next = chunks.pop();
    if (next !== undefined && next.length > width) {
      const space = breakLong ? Math.max(1, width - current.length) : 0;
      if (breakLong) {
        current += next.slice(0, space);
        chunks.push(next.slice(space));
      } else if (current === '') current = next;
      else chunks.push(next);
    } else if (next !== undefined) chunks.push(next);
    const kept = current.replace(/\s+$/u, '');
    if (kept !== '') lines.push(kept);
  }
  return lines;
}

/** Words and the white space between them; words also break after hyphens between letters. */
function split(line: string, hyphens: boolean): string[] {
  const words = line.split(/(\s+)/u).filter((part) => part !== '');
  if (!hyphens) return words;
  return words.flatMap((word) =>
    word.split(/(?<=[\p{L}_][\p{L}_]+-)(?=[\p{L}_]{2})|(?<=^[\p{L}_]{2,}-)(?=[\p{L}_])/u),
  );
}
