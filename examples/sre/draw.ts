import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import type { RandomGenerator } from "pure-rand/types/RandomGenerator";

/** A number of the standard normal distribution (Box and Muller). */
export function drawNormal(random: RandomGenerator): number {
  const radius = Math.sqrt(-2 * Math.log(1 - uniformFloat64(random)));
  return radius * Math.cos(2 * Math.PI * uniformFloat64(random));
}

/** `count` minutes of a span, in order, each at least `apart` from the others and from those that are taken. */
export function drawApart(
  random: RandomGenerator,
  count: number,
  { from, to, apart, taken }: { from: number; to: number; apart: number; taken: readonly number[] },
): number[] {
  const drawn: number[] = [];
  while (drawn.length < count) {
    const minute = Math.round(from + uniformFloat64(random) * (to - from));
    if ([...taken, ...drawn].every((other) => Math.abs(other - minute) >= apart)) drawn.push(minute);
  }
  return drawn.sort((left, right) => left - right);
}
