import type { CorpusDraft } from "../generate/corpus-draft";
import type { Family } from "../generate/plant";
import { addNullEvents, type NullProcess } from "./null-processes";
import { plantAssociations } from "./plant-associations";
import { plantAttacks } from "./plant-attacks";
import { plantContradictions } from "./plant-contradictions";
import { plantCoordination } from "./plant-coordination";
import { plantCorrections } from "./plant-corrections";
import { plantDiscoveries } from "./plant-discoveries";
import { plantDuplicates } from "./plant-duplicates";
import { plantMissing } from "./plant-missing";
import { plantOutcomes } from "./plant-outcomes";
import { plantStaleness } from "./plant-staleness";
import { plantStructure } from "./plant-structure";
import { plantWorkflows } from "./plant-workflows";
import { reportEvents } from "./report-events";

/** In this order: F5 settles when sessions are and in which form, F12 and F10 which task they have, F9 looks at all files. */
const planters: readonly [Family, (draft: CorpusDraft, count: number, families: readonly Family[]) => void][] = [
  ["F5", plantCoordination],
  ["F12", plantWorkflows],
  ["F10", plantOutcomes],
  ["F1", plantCorrections],
  ["F2", plantMissing],
  ["F3", plantDiscoveries],
  ["F4", plantAssociations],
  ["F6", plantDuplicates],
  ["F7", plantContradictions],
  ["F8", plantStaleness],
  ["F11", plantAttacks],
  ["F9", plantStructure],
];

/** Plants the wished families, each one to three times, with the hard negatives of each. */
export function plantFamilies(
  draft: CorpusDraft,
  { families, nullProcess }: { families: readonly Family[]; nullProcess?: NullProcess },
): void {
  if (nullProcess) addNullEvents(draft, nullProcess, draft.random.int(10, 40));
  for (const [family, plant] of planters) if (families.includes(family)) plant(draft, draft.random.int(1, 3), families);
  reportEvents(draft);
}
