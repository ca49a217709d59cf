import type { Call } from "../engine/normalised-session";
import type { DreamWorld } from "../engine/world";
import { splitName } from "./entity-vocabulary";

/** Calls by the words in them. */
interface CallIndex {
  calls: readonly Call[];
  /** Positions of the calls that hold a word, in order; null for a word that so many hold that it narrows nothing down. */
  holders: ReadonlyMap<string, number[] | null>;
}

const mostHolders = 5_000;
const indexes = new WeakMap<DreamWorld, CallIndex>();

/**
 * The calls with a trusted answer that hold all words of one of the entities at least in part: a superset of those that name it, found
 * without reading every answer for every fact.
 */
export function callsNaming(entities: readonly (readonly string[])[], world: DreamWorld): Call[] {
  const index = indexes.get(world) ?? buildIndex(world);
  indexes.set(world, index);
  const positions = new Set<number>();
  for (const entity of entities) {
    const lists = entity.map((word) => index.holders.get(word));
    if (lists.includes(undefined)) continue;
    const known = lists.filter((list) => list !== null && list !== undefined);
    const [rarest] = known.sort((left, right) => left.length - right.length);
    if (!rarest) return [...index.calls];
    for (const position of rarest) positions.add(position);
  }
  return [...positions].sort((left, right) => left - right).flatMap((position) => index.calls[position] ?? []);
}

function buildIndex(world: DreamWorld): CallIndex {
  const words = new Set(world.documents.flatMap(({ path, memory }) => splitName(`${path} ${memory.content}`)));
  const calls = world.sessions.flatMap(({ calls: own }) =>
    own.filter(
      (call) =>
        call.outcome === "ok" && call.provenance === "tool_trusted" && !call.touchesMemory && call.result !== null,
    ),
  );
  const holders = new Map<string, number[] | null>();
  for (const [position, call] of calls.entries()) {
    for (const word of new Set(splitName(`${call.tool} ${call.argsKey} ${call.result?.text ?? ""}`))) {
      if (!words.has(word)) continue;
      const list = holders.get(word);
      if (list === undefined) holders.set(word, [position]);
      else if (list !== null && list.length < mostHolders) list.push(position);
      else holders.set(word, null);
    }
  }
  return { calls, holders };
}
