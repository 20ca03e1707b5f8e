import { randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  ListMultipartUploadsCommand,
  S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { createHash } from 'node:crypto';
import { s3Lake } from '../../../../engine/landing/s3';
import type { Lake } from '../../../../engine/landing/lake';
import { json } from '../../../support/bin/lakehouse';
import { lakeContract } from '../../../support/lake-contract';

/** `npm run conformance -- s3` starts a server and names it here. */
const endpoint = process.env['LAKEHOUSE_S3_ENDPOINT'];
const described = endpoint === undefined ? describe.skip : describe;

const spool = mkdtempSync(join(tmpdir(), 'spool-'));
const homes: string[] = [];
afterAll(() => [spool, ...homes].forEach((path) => rmSync(path, { recursive: true, force: true })));

const MiB = 1 << 20;

function client(): S3Client {
  return new S3Client({ endpoint: endpoint ?? '', forcePathStyle: true, region: 'us-east-1' });
}

async function newBucket(): Promise<string> {
  const bucket = `lake-${randomUUID()}`;
  await client().send(new CreateBucketCommand({ Bucket: bucket }));
  return bucket;
}

const open = (bucket: string, prefix = ''): Lake => s3Lake({ bucket, prefix, endpoint, spool });

async function* bytes(content: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < content.length; at += MiB) yield content.subarray(at, at + MiB);
}

async function read(lake: Lake, key: string): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of lake.open(key)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

described.each(['', 'shop/lake/'])('a bucket, folder "%s"', (prefix) => {
  lakeContract(async () => ({
    lake: open(await newBucket(), prefix),
    close: () => Promise.resolve(),
  }));
});

described('large objects', () => {
  const content = Buffer.alloc(20 * MiB, 'a long file, ');

  test('go up in parts and come back as they were, and nothing stays in the spool', async () => {
    const own = join(spool, 'own');
    const lake = s3Lake({ bucket: await newBucket(), endpoint, spool: own });
    const staged = await lake.stage(bytes(content));
    expect(readdirSync(own)).toHaveLength(1);
    expect(await staged.publish('bronze/large.csv')).toBe('written');
    expect((await read(lake, 'bronze/large.csv')).equals(content)).toBe(true);
    expect(readdirSync(own)).toEqual([]);
  });

  test('an upload that a crash left is gone on with', async () => {
    const Bucket = await newBucket();
    const of = { Bucket, Key: 'bronze/large.csv' };
    const s3 = client();
    const { UploadId } = await s3.send(
      new CreateMultipartUploadCommand({ ...of, ChecksumAlgorithm: 'SHA256' }),
    );
    const first = content.subarray(0, 8 * MiB);
    const ChecksumSHA256 = createHash('sha256').update(first).digest('base64');
    await s3.send(new UploadPartCommand({ ...of, UploadId, PartNumber: 1, Body: first, ChecksumSHA256 }));

    const lake = open(Bucket);
    expect(await (await lake.stage(bytes(content))).publish('bronze/large.csv')).toBe('written');
    expect((await read(lake, 'bronze/large.csv')).equals(content)).toBe(true);
    const { Uploads = [] } = await s3.send(new ListMultipartUploadsCommand({ Bucket }));
    expect(Uploads).toEqual([]);
  });
});

described('writers of one key', () => {
  test('one of them wins, and the others are told', async () => {
    const lake = open(await newBucket());
    const all = await Promise.all(['a', 'b', 'c'].map((text) => lake.stage(bytes(Buffer.from(text)))));
    const results = await Promise.all(all.map((staged) => staged.publish('bronze/l.csv')));
    expect([...results].sort()).toEqual(['exists', 'exists', 'written']);
  });
});

described('a lakehouse over a bucket', () => {
  test('a bucket that is not there is named, with what to look at', async () => {
    const staged = await open('nowhere').stage(bytes(Buffer.from('x')));
    await expect(staged.publish('bronze/a.csv')).rejects.toThrow(
      /^LH609 The store could not write s3:\/\/nowhere\/bronze\/a\.csv: NoSuchBucket: .* Check the bucket, the endpoint, the region and the credentials\.$/,
    );
    await staged.discard();
  });

  test('files go from the bucket to gold, and every row is accounted for', async () => {
    const home = mkdtempSync(join(tmpdir(), 'home-'));
    homes.push(home);
    const over = ['--lake', `s3://${await newBucket()}/shop`, '--endpoint', endpoint ?? ''];
    const input = join(home, 'in');
    await json(home, 'generate', 'crm_erp', '--out', input, '--size', '50');
    const sent = await json<{ uploaded: number }>(home, 'ingest', 'crm_erp', input, ...over);
    expect(sent.uploaded).toBe(6);
    // The home remembers its lake.
    const built = await json<{ status: string }>(home, 'build', '--select', 'tag:crm_erp');
    expect(built.status).toBe('success');
    const datasets = await json<{ domain: string; files_in_lake: number; differences: string[] }[]>(
      home,
      'reconcile',
    );
    const ours = datasets.filter(({ domain }) => domain === 'crm_erp');
    expect(ours.map(({ files_in_lake: files, differences }) => ({ files, differences }))).toEqual(
      Array(6).fill({ files: 1, differences: [] }),
    );
  });
});
