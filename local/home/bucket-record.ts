import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** The bucket of a home whose lake is no directory. No credentials: the AWS SDK finds them. */
const bucketSchema = z.strictObject({
  /** `s3://bucket/` or `s3://bucket/folder/`. */
  url: z.string(),
  endpoint: z.string().optional(),
});

export type BucketRecord = z.infer<typeof bucketSchema>;

export const readBucketRecord = (path: string): BucketRecord =>
  bucketSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
