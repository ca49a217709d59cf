import { detectAssociations } from "../detectors/detect-associations";
import { detectBrokenLinks } from "../detectors/detect-broken-links";
import { detectContradictions } from "../detectors/detect-contradictions";
import { detectCoordination } from "../detectors/detect-coordination";
import { detectCorrections } from "../detectors/detect-corrections";
import { detectDeadReferences } from "../detectors/detect-dead-references";
import { detectDuplicates } from "../detectors/detect-duplicates";
import { detectErrorPatterns } from "../detectors/detect-error-patterns";
import { detectMemoryUtility } from "../detectors/detect-memory-utility";
import { detectOutcomes } from "../detectors/detect-outcomes";
import { detectPreferences } from "../detectors/detect-preferences";
import { detectRelativeDates } from "../detectors/detect-relative-dates";
import { detectRepeatedDiscovery } from "../detectors/detect-repeated-discovery";
import { detectRetryLoops } from "../detectors/detect-retry-loops";
import { detectSchedules } from "../detectors/detect-schedules";
import { detectStaleness } from "../detectors/detect-staleness";
import { detectWorkflows } from "../detectors/detect-workflows";
import type { Finding } from "./finding";
import type { DreamWorld } from "./world";

export interface Detector {
  /** As dreaming.md numbers it. */
  name: string;
  detect: (world: DreamWorld) => Finding[];
}

/** All detectors in the order of their claim to a line: of two edits of the same text the earlier stands. */
export const deterministicDetectors: readonly Detector[] = [
  { name: "D9", detect: detectContradictions },
  { name: "D8", detect: detectDuplicates },
  { name: "D10", detect: detectStaleness },
  { name: "D10", detect: detectRelativeDates },
  { name: "D11", detect: detectBrokenLinks },
  { name: "D2", detect: detectCorrections },
  { name: "D3", detect: detectDeadReferences },
  { name: "D1", detect: detectErrorPatterns },
  { name: "D5", detect: detectRepeatedDiscovery },
  { name: "D13", detect: detectPreferences },
  { name: "D4", detect: detectRetryLoops },
  { name: "D14", detect: detectCoordination },
  { name: "D15", detect: detectMemoryUtility },
  { name: "D5", detect: detectWorkflows },
  { name: "D6", detect: detectAssociations },
  { name: "D6", detect: detectSchedules },
  { name: "D7", detect: detectOutcomes },
];
