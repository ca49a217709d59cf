import type { EngineInput } from "@/lib/dream/engine/engine-input";
import type { EngineOutput } from "@/lib/dream/engine/engine-output";
import { renamed } from "../generate/generate-corpus";
import { afterApplying, applySelection } from "./apply-selection";
import type { CorpusResult } from "./corpus-result";
import type { Engine } from "./score-corpus";

/**
 * Runs the dream again in the ways that must not matter: as it is, with other names in another order, and with a fifth more sessions that
 * have nothing to do with it.
 */
export async function measureStability(
  engine: Engine,
  input: EngineInput,
  output: EngineOutput,
  irrelevant: EngineInput["sessions"],
): Promise<NonNullable<CorpusResult["stable"]>> {
  const text = JSON.stringify(output);
  const repeats = JSON.stringify(await engine(input)) === text && JSON.stringify(await engine(input)) === text;
  const renaming = shapeOf(await engine(renamed(input))) === shapeOf(output);
  const more = shownIdentities(await engine({ ...input, sessions: [...input.sessions, ...irrelevant] }));
  const before = shownIdentities(output);
  const flipped = [...before].filter((identity) => !more.has(identity)).length;
  return { repeats, renaming, flipped, insights: before.size };
}

/** Whether a dream over what the dream left proposes nothing. */
export async function isIdempotent(engine: Engine, input: EngineInput, output: EngineOutput): Promise<boolean> {
  const again = await engine(
    afterApplying(
      input,
      applySelection(input, output, () => true),
    ),
  );
  return again.changes.length === 0;
}

function shownIdentities({ insights }: EngineOutput): Set<string> {
  return new Set(insights.filter(({ state }) => state === "proposed").map(({ identity }) => identity));
}

/** What a reader sees, without ids. */
function shapeOf({ insights, changes }: EngineOutput): string {
  return JSON.stringify([
    insights.map(({ claim, state, support, kind }) => [kind, state, claim, support]),
    changes.map(({ path, operation, proposed }) => [path, operation, proposed?.content]),
  ]);
}
