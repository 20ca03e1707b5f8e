import { LAKE_ROOT } from '../landing/keys';

/**
 * The lake's key of a file in the load history. The history names a file relative to a place of its stage, which need not
 * be where the stage begins; so whichever reading lies below the dataset's prefix is taken. Undefined where none does:
 * the table was loaded from elsewhere.
 */
export function keyInHistory(
  fileName: string,
  stageLocation: string,
  datasetPrefix: string,
): string | undefined {
  const place = stageLocation.replace(/^\w+:\/\/[^/]*\//, '').replace(/^\/|\/$/g, '');
  const name = fileName.replace(/^\//, '');
  const readings = [name, `${place}/${name}`, `${LAKE_ROOT}${name}`];
  return readings.find((reading) => reading.startsWith(datasetPrefix));
}

/** So that no statement has more placeholders than it should. */
export function pieces<T>(items: readonly T[], size: number): readonly (readonly T[])[] {
  const cut: T[][] = [];
  for (let at = 0; at < items.length; at += size) cut.push(items.slice(at, at + size));
  return cut;
}

/** Works on some at a time. */
export async function together<T>(
  items: readonly T[],
  width: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let at = next++; at < items.length; at = next++) await work(items[at] as T);
  };
  await Promise.all(Array.from({ length: Math.min(width, items.length) }, worker));
}
