import type { Scrubber } from "@/lib/access/context";
import { scrubModelResults } from "@/lib/dream/models/scrub-model-results";
import { scrubRedactedVersions } from "@/lib/dream/scrub-redacted-versions";
import { scrubStoredAnswers } from "./scrub-stored-answers";

/**
 * Every kind of derived text that a redaction has to reach, in the redaction's own transaction. Search rows follow the
 * versions by a trigger (follow_memory_text), so that no caller can forget them.
 */
export const scrubbers: readonly Scrubber[] = [scrubRedactedVersions, scrubModelResults, scrubStoredAnswers];
