/** Whole numbers that grow. */
export class Ints {
  private values = new Int32Array(256);
  length = 0;

  push(...added: readonly number[]): void {
    this.pushAll(added);
  }

  pushAll(added: ArrayLike<number>): void {
    const needed = this.length + added.length;
    if (needed > this.values.length) {
      const larger = new Int32Array(Math.max(needed, 2 * this.values.length));
      larger.set(this.values.subarray(0, this.length));
      this.values = larger;
    }
    // A loop: setting few at a time from a list costs more than the copy.
    for (let i = 0; i < added.length; i++) this.values[this.length + i] = added[i] as number;
    this.length = needed;
  }

  finish(): Int32Array {
    return this.values.slice(0, this.length);
  }
}
