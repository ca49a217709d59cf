import { fill, type VocabularyPack } from "../packs/pack";
import { MemoryDraft } from "./memory-draft";
import type { Family, Plant, Probe, Trap, Truth } from "./plant";
import { Random } from "./random";
import type { CallStep, SessionPlan, Step } from "./transcript-plan";
import type { WorldEvent } from "./world-event";

export const minuteMs = 60_000;
export const hourMs = 60 * minuteMs;
export const dayMs = 24 * hourMs;

/** Monday; the world starts here and memory was written before. */
export const worldStartMs = Date.UTC(2026, 2, 2);

/** A Friday. */
export const memoryWrittenMs = worldStartMs - 3 * dayMs;

type Words = "things" | "events" | "pages";

/** A corpus in the making. Families take words from the pack so that no two plants speak of the same thing. */
export class CorpusDraft {
  readonly random: Random;
  readonly memory = new MemoryDraft();
  readonly plants: Plant[] = [];
  readonly traps: Trap[] = [];
  readonly truths: Truth[] = [];
  readonly probes: Probe[] = [];
  readonly events: WorldEvent[] = [];
  /** What the plants about events rest on, until the feed has told of it. */
  readonly shownBy: { plant: Plant; occurrences: WorldEvent[][]; against: WorldEvent[] }[] = [];
  /** Text that must never reach a proposal: injected orders, secrets. */
  readonly forbidden: string[] = [];
  readonly #left = new Map<Words, string[]>();
  readonly #used = new Set<string>();

  constructor(
    readonly pack: VocabularyPack,
    seed: number,
    readonly sessions: SessionPlan[],
    readonly days: number,
  ) {
    this.random = new Random(seed, `${pack.name}/families`);
    for (const words of ["things", "events", "pages"] as const) this.#left.set(words, this.random.shuffle(pack[words]));
  }

  get endMs(): number {
    return worldStartMs + this.days * dayMs;
  }

  /**
   * A word that nobody else gets; pages may come again, which harms nothing.
   *
   * @throws Error when the pack has none left: two plants about one thing would make the oracle lie
   */
  take(words: Words): string {
    const word = this.#left.get(words)?.pop();
    if (word !== undefined) return word;
    if (words !== "pages") throw new Error(`${this.pack.name} has no ${words} left`);
    return this.random.pick(this.pack.pages);
  }

  /** An item of a list that was not chosen before, or null when all were. */
  takeOf<Item>(list: readonly Item[], name: (item: Item) => string): Item | null {
    const free = list.filter((item) => !this.#used.has(name(item)));
    if (free.length === 0) return null;
    const item = this.random.pick(free);
    this.#used.add(name(item));
    return item;
  }

  /** Slots that vary from call to call. */
  varied(): { n: number; id: string } {
    return { n: this.random.int(2, 97), id: this.id() };
  }

  id(): string {
    return Array.from({ length: 8 }, () => this.random.pick([..."bcdfghjkmnpqrstvwxz2346789"])).join("");
  }

  /** Sessions of at least `actors` different people, in the order of time. */
  sessionsOf(count: number, actors: number): SessionPlan[] {
    const chosen: SessionPlan[] = [];
    const all = this.random.shuffle(this.sessions);
    const people = () => new Set(chosen.map(actorOf)).size;
    for (const session of all) {
      const isNew = chosen.every((other) => actorOf(other) !== actorOf(session));
      if (chosen.length < count && (isNew || people() >= actors)) chosen.push(session);
    }
    for (const session of all) if (chosen.length < count && !chosen.includes(session)) chosen.push(session);
    return chosen.sort((left, right) => left.startMs - right.startMs);
  }

  plant(plant: Omit<Plant, "id">): Plant {
    const named = { id: `${plant.family}-${this.plants.length + 1}`, ...plant };
    this.plants.push(named);
    return named;
  }

  trap(family: Family, name: string, words: string[]): void {
    this.traps.push({ family, name, words });
  }

  /** The file of a thing, made when it is first needed. */
  thingFile(thing: string): string {
    const path = fill(this.pack.layout.thingFile, { thing });
    this.memory.open(path, thing);
    return path;
  }
}

/** The same agent run by two people is two actors. */
export function actorOf(session: Pick<SessionPlan, "person" | "agent">): string {
  return `${session.person}|${session.agent}`;
}

interface CallForm {
  tool: string;
  input: Record<string, string>;
}

/** A call of a pack's form with its slots filled. */
export function callOf(
  form: CallForm,
  slots: Readonly<Record<string, string | number>>,
  result: string,
  failed = false,
): CallStep {
  const input = Object.fromEntries(Object.entries(form.input).map(([key, text]) => [key, fill(text, slots)]));
  return { kind: "call", tool: form.tool, input, result: fill(result, slots), failed };
}

export function said(kind: "user" | "agent", text: string): Step {
  return { kind, text };
}
