import type { EngineLedger, EngineStore } from "./engine-input";
import type { MemoryDocument } from "./memory-document";
import type { NormalisedSession } from "./normalised-session";
import type { PhysicalEvents } from "./physical-events";

/** What detectors see: sessions and memory in a fixed order, normalised once. */
export interface DreamWorld {
  store: EngineStore;
  documents: readonly MemoryDocument[];
  sessions: readonly NormalisedSession[];
  /** What happened outside while the sessions ran. */
  physical: PhysicalEvents;
  ledger: EngineLedger;
  /** Stores that sessions could only read, for drift. */
  references: readonly ReferenceStore[];
}

export interface ReferenceStore {
  store: EngineStore;
  documents: readonly MemoryDocument[];
}
