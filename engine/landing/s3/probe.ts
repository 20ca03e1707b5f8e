import { DeleteObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';

/** Objects that are no part of the lake: they are written to be seen by Snowflake, and removed. */
export interface ProbeObjects {
  put(key: string, body: string): Promise<void>;
  remove(key: string): Promise<void>;
}

/** @param endpoint of a store that is not S3 itself */
export function probeObjects(bucket: string, endpoint?: string): ProbeObjects {
  const client = new S3Client(endpoint === undefined ? {} : { endpoint, forcePathStyle: true });
  return {
    put: async (Key, Body) => {
      await client.send(new PutObjectCommand({ Bucket: bucket, Key, Body, ContentType: 'application/json' }));
    },
    remove: async (Key) => {
      await client.send(new DeleteObjectCommand({ Bucket: bucket, Key }));
    },
  };
}
