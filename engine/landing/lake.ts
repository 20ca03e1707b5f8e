/** A file in the lake. Keys use `/`, start with `bronze/` and never change their content. */
export interface LakeObject {
  readonly key: string;
  readonly bytes: number;
  /** When it was written to the lake, ISO 8601 UTC. */
  readonly modifiedAt: string;
}

/** Bytes written beside the lake and not yet part of it. */
export interface StagedObject {
  /** Lower-case hex of the content. */
  readonly sha256: string;
  readonly bytes: number;
  /**
   * Makes it part of the lake at once; `exists` if the key was there before, whose content stays. `modifiedAt` is what
   * the object says of when it was written, for histories that are made afterwards; a bucket knows only its own clock
   * and passes over it.
   */
  publish(key: string, modifiedAt?: Date): Promise<'written' | 'exists'>;
  discard(): Promise<void>;
}

/** Where raw files land: a directory or a bucket. Objects are immutable; a key appears whole or not at all. */
export interface Lake {
  /** Ends in `/`; a stage's URL is this and a key's prefix: `s3://bucket/`, `file:///home/me/.lakehouse/lake/`. */
  readonly url: string;
  /** Objects under a prefix, in the order of their keys (by bytes). */
  list(prefix: string): AsyncIterable<LakeObject>;
  stat(key: string): Promise<LakeObject | undefined>;
  /** The object's bytes. Throws LH604 where there is none. */
  open(key: string): AsyncIterable<Uint8Array>;
  /** Copies a stream and hashes it on the way: the key may depend on the content's hash. */
  stage(content: AsyncIterable<Uint8Array>): Promise<StagedObject>;
  /** A path on this machine with the object's bytes, where the lake has one: saves a copy. */
  readonly localPath?: (key: string) => string;
}
