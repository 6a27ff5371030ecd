// A probability that follows its newest values with a time constant, so that single frames do not make it jump.

/** Seconds until a change has come through to 63 %. */
const TIME_CONSTANT_SECONDS = 0.8;

export class SmoothedProbability {
  #value: number | undefined;
  #milliseconds = 0;

  /** @param milliseconds Of any clock that only runs forward. */
  add(probability: number, milliseconds: number): number {
    const seconds = (milliseconds - this.#milliseconds) / 1000;
    const share = 1 - Math.exp(-seconds / TIME_CONSTANT_SECONDS);
    this.#value =
      this.#value === undefined ? probability : this.#value + share * (probability - this.#value);
    this.#milliseconds = milliseconds;
    return this.#value;
  }

  reset(): void {
    this.#value = undefined;
  }
}
