/** Time, as an effect that is passed in. */
export interface Clock {
  now(): Date;
  /** Calls `action` every `milliseconds` until the returned function is called; does not keep a process alive. */
  every(milliseconds: number, action: () => void): () => void;
}
