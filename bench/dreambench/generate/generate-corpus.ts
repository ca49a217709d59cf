import type { EngineInput, EngineSession } from "@/lib/dream/engine/engine-input";
import { sha256Hex } from "@/lib/dream/engine/sha256-hex";
import type { NullProcess } from "../families/null-processes";
import { plantFamilies } from "../families/plant-families";
import type { VocabularyPack } from "../packs/pack";
import { asMemory } from "./as-memory";
import { writeBackgroundMemory, writeManyFiles } from "./background-memory";
import { CorpusDraft, dayMs, memoryWrittenMs, worldStartMs } from "./corpus-draft";
import { type EventPlaces, importCorpus } from "./import-corpus";
import type { DraftLine } from "./memory-draft";
import type { Family, Plant, Probe, Trap, Truth } from "./plant";
import { playSessions } from "./play-sessions";
import { Random } from "./random";
import { renderTranscript, type Transcript } from "./render-transcript";
import type { SessionPlan } from "./transcript-plan";
import type { WorldEvent } from "./world-event";

export interface CorpusWish {
  pack: VocabularyPack;
  seed: number;
  families: readonly Family[];
  sessions: number;
  eventsPerSession: readonly [number, number];
  /** Volume without plants: only what the process makes happens in the world. */
  nullProcess?: NullProcess;
  /** Further files of notes, to see what a large store costs. */
  extraFiles?: number;
}

/** What is true of a corpus: the oracle. */
export interface CorpusTruth {
  plants: Plant[];
  traps: Trap[];
  truths: Truth[];
  probes: Probe[];
  forbidden: string[];
  /** Every line of the store with what may become of it, by path. */
  lines: ReadonlyMap<string, DraftLine[]>;
  events: WorldEvent[];
  places: EventPlaces;
}

export interface Corpus {
  wish: CorpusWish;
  transcripts: Transcript[];
  input: EngineInput;
  truth: CorpusTruth;
}

const worldDays = 14;

/** A world, what agents did in it, and the memory they left: the same wish gives the same corpus. */
export async function generateCorpus(wish: CorpusWish): Promise<Corpus> {
  const draft = new CorpusDraft(wish.pack, wish.seed, planSessions(wish), worldDays);
  plantFamilies(draft, wish);
  writeBackgroundMemory(draft);
  writeManyFiles(draft, wish.extraFiles ?? 0);
  draft.memory.shuffleLists((items) => draft.random.shuffle(items));
  const transcripts = playSessions(draft, wish.eventsPerSession).map(renderTranscript);
  const { sessions, places } = await importCorpus(transcripts, new Date(draft.endMs + 2 * dayMs));
  const paths = draft.memory.paths();
  const input: EngineInput = {
    store: { id: "memstore_bench", name: "Team memory", access: "read_write" },
    memories: paths.map((path) => asMemory(path, draft.memory.content(path), memoryWrittenMs)),
    sessions,
    instructions: null,
    ledger: { rejections: [] },
  };
  const { plants, traps, truths, probes, forbidden, events } = draft;
  const lines = new Map(paths.map((path) => [path, draft.memory.lines(path)]));
  return { wish, transcripts, input, truth: { plants, traps, truths, probes, forbidden, lines, events, places } };
}

/** Who worked when: sessions spread over all days, each in the form of its program. */
function planSessions({ pack, seed, sessions }: CorpusWish): SessionPlan[] {
  const random = new Random(seed, `${pack.name}/sessions`);
  const plans = Array.from({ length: sessions }, (_, index): SessionPlan => {
    const person = random.pick(pack.people);
    const format = random.pick(["openai", "anthropic", "claude-code"] as const);
    return {
      name: `s${String(index + 1).padStart(3, "0")}`,
      agent: random.pick(pack.agents),
      person,
      root: pack.roots[pack.people.indexOf(person) % pack.roots.length] ?? "",
      format,
      startMs: worldStartMs + Math.floor(random.real() * (worldDays - 0.5) * dayMs),
      hasTimes: format === "claude-code" || random.chance(0.85),
      task: null,
      outcome: null,
      blocks: [],
      opening: [],
    };
  });
  return plans.sort((left, right) => left.startMs - right.startMs);
}

/** The same corpus in other order and with other names of sessions and events: nothing of it may matter. */
export function renamed(input: EngineInput): EngineInput {
  const rename = (id: string) => `x${sha256Hex(id).slice(0, 16)}`;
  const sessions = input.sessions.map(
    (session): EngineSession => ({
      ...session,
      id: rename(session.id),
      events: session.events.map((event) => ({
        ...event,
        id: rename(event.id),
        payload: Object.fromEntries(
          Object.entries(event.payload).map(([key, value]) =>
            key === "tool_use_id" && typeof value === "string" ? [key, rename(value)] : [key, value],
          ),
        ),
      })),
    }),
  );
  return { ...input, sessions: sessions.reverse(), memories: [...input.memories].reverse() };
}
