import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { Json } from '../../project/types';

const pack = promisify(gzip);
const unpack = promisify(gunzip);

/** An item of DynamoDB ends at 400 KB, its keys and names included; some servers count bytes as they are on the wire. */
const MOST_BYTES = 190_000;
/** Up to this size the text itself is kept, which a person can read in the console. */
const READABLE_BYTES = 2_000;

/** A body as attributes can hold it. A plan of a thousand models is 16 MB of JSON: packed, and in several items. */
export type Encoded =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'packed'; readonly parts: readonly Uint8Array[] };

export async function encode(body: Json): Promise<Encoded> {
  const text = JSON.stringify(body);
  if (Buffer.byteLength(text) <= READABLE_BYTES) return { kind: 'text', text };
  const bytes = await pack(text);
  const parts: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; at += MOST_BYTES) parts.push(bytes.subarray(at, at + MOST_BYTES));
  return { kind: 'packed', parts };
}

export async function decode(encoded: Encoded): Promise<Json> {
  const text =
    encoded.kind === 'text' ? encoded.text : (await unpack(Buffer.concat(encoded.parts))).toString('utf8');
  return JSON.parse(text) as Json;
}
