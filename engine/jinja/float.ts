/** A Python float. Ints are plain numbers, so that 2 prints `2` and 2.0 prints `2.0`. */
export class Float {
  constructor(readonly value: number) {}
}
