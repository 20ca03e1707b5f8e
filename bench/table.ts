import Table from 'cli-table3';

/** A table of text; all columns but the first hold figures. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const printed = new Table({
    head: [...head],
    style: { head: [], border: [], compact: true },
    colAligns: head.map((_, index) => (index === 0 ? 'left' : 'right')),
  });
  for (const row of rows) printed.push([...row]);
  return printed.toString();
}

export const count = (value: number): string => Math.round(value).toLocaleString('en-US');

export const seconds = (value: number): string => `${value.toFixed(value < 10 ? 2 : 1)} s`;

export const mebibytes = (bytes: number | undefined): string =>
  bytes === undefined ? '' : `${count(bytes / 2 ** 20)} MiB`;
