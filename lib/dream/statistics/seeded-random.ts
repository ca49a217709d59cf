import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import { sha256Hex } from "../engine/sha256-hex";

/** Numbers in [0, 1) that are the same for the same seed text on every machine. */
export function seededRandom(seed: string): () => number {
  const generator = xoroshiro128plus(Number.parseInt(sha256Hex(seed).slice(0, 8), 16) | 0);
  return () => (generator.next() >>> 0) / 4_294_967_296;
}
