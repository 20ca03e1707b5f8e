import { gunzipSync } from 'node:zlib';
import type { Lake, LakeObject } from '../../engine/landing/lake';

export interface DeliveredObject extends LakeObject {
  readonly lines: readonly string[];
}

/** The objects of a stream in the order of their keys, unpacked. The last line must be whole. */
export async function deliveredObjects(lake: Lake, prefix = 'bronze/events/'): Promise<DeliveredObject[]> {
  const objects: DeliveredObject[] = [];
  for await (const object of lake.list(prefix)) {
    const chunks: Uint8Array[] = [];
    for await (const chunk of lake.open(object.key)) chunks.push(chunk);
    const text = gunzipSync(Buffer.concat(chunks)).toString();
    if (!text.endsWith('\n')) throw new Error(`${object.key} ends in the middle of a line`);
    objects.push({ ...object, lines: text.slice(0, -1).split('\n') });
  }
  return objects;
}

export const deliveredLines = async (lake: Lake): Promise<string[]> =>
  (await deliveredObjects(lake)).flatMap(({ lines }) => lines);
