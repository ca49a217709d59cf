import { fill } from "../packs/pack";
import { type CorpusDraft, callOf, said } from "./corpus-draft";
import type { CallStep, Step } from "./transcript-plan";

/** Daily work: a call that no other call repeats. */
export function backgroundCall(draft: CorpusDraft): CallStep {
  const form = draft.random.pick(draft.pack.background);
  const slots = { ...draft.varied(), thing: draft.random.pick(draft.pack.things) };
  return callOf(form, slots, draft.random.pick(form.ok));
}

/** What people and agents say in between. */
export function backgroundTalk(draft: CorpusDraft): Step {
  const { random, pack } = draft;
  const slots = { ...draft.varied(), thing: random.pick(pack.things) };
  return random.chance(0.2)
    ? said("user", fill(random.pick(pack.prompts), slots))
    : said("agent", fill(random.pick(pack.remarks), slots));
}
