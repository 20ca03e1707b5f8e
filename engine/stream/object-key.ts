/** What names an object of a delivery stream. */
export interface StreamObject {
  /** Where the stream's objects lie, ending in `/`. */
  readonly prefix: string;
  /** The delivery stream's name. */
  readonly stream: string;
  /** When the oldest record arrived. */
  readonly oldest: Date;
  /** A UUID. */
  readonly id: string;
}

const VERSION = 1;

/**
 * The key that Firehose writes with the prefix `…dt=!{timestamp:yyyy-MM-dd}/hour=!{timestamp:HH}/` and the extension
 * `.json.gz`: `<prefix><stream>-<version>-<year>-<month>-<day>-<hour>-<minute>-<second>-<uuid><extension>`. The time is
 * the approximate arrival of the oldest record in the object, UTC.
 * https://docs.aws.amazon.com/firehose/latest/dev/s3-object-name.html and …/dev/s3-prefixes.html
 */
export function streamObjectKey({ prefix, stream, oldest, id }: StreamObject): string {
  const time = oldest.toISOString();
  const stamp = time.slice(0, 19).replace(/[T:]/g, '-');
  const folder = `dt=${time.slice(0, 10)}/hour=${time.slice(11, 13)}/`;
  return `${prefix}${folder}${stream}-${VERSION}-${stamp}-${id}.json.gz`;
}
