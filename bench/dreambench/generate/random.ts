import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import type { RandomGenerator } from "pure-rand/types/RandomGenerator";

/** Draws that a seed decides: the same seed gives the same corpus on every machine. */
export class Random {
  readonly #generator: RandomGenerator;

  constructor(seed: number, label = "") {
    let hash = seed | 0;
    for (const sign of label) hash = (Math.imul(hash ^ (sign.codePointAt(0) ?? 0), 0x5bd1e995) ^ (hash >>> 13)) | 0;
    this.#generator = xoroshiro128plus(hash);
  }

  /** A whole number from `least` to `most`, both included. */
  int(least: number, most: number): number {
    return uniformInt(this.#generator, least, most);
  }

  /** A number from 0 up to 1. */
  real(): number {
    return uniformFloat64(this.#generator);
  }

  between(least: number, most: number): number {
    return least + this.real() * (most - least);
  }

  chance(probability: number): boolean {
    return this.real() < probability;
  }

  /** By Box and Muller. */
  normal(mean: number, deviation: number): number {
    const radius = Math.sqrt(-2 * Math.log(1 - this.real()));
    return mean + deviation * radius * Math.cos(2 * Math.PI * this.real());
  }

  /** Waiting time of a Poisson process. */
  exponential(mean: number): number {
    return -mean * Math.log(1 - this.real());
  }

  /** @throws Error when there is nothing to choose from */
  pick<Item>(items: readonly Item[]): Item {
    if (items.length === 0) throw new Error("nothing to choose from");
    return items[this.int(0, items.length - 1)] as Item;
  }

  shuffle<Item>(items: readonly Item[]): Item[] {
    const shuffled = [...items];
    for (let index = shuffled.length - 1; index > 0; index--) {
      const other = this.int(0, index);
      [shuffled[index], shuffled[other]] = [shuffled[other] as Item, shuffled[index] as Item];
    }
    return shuffled;
  }

  /** Different items in an order of their own; all of them where there are fewer. */
  sample<Item>(items: readonly Item[], count: number): Item[] {
    return this.shuffle(items).slice(0, count);
  }
}
