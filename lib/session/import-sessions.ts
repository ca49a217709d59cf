import { type Ctx, inTransaction } from "@/lib/access/context";
import { requireStoreRead } from "@/lib/access/store-reach";
import type { Session } from "@/lib/contract/session";
import type { ImportFormat } from "@/lib/contract/session-event";
import { publish } from "@/lib/db/live-hub";
import { isAppError } from "@/lib/errors/app-error";
import { sessionTopic } from "./event-topic";
import { importTranscripts } from "./importers/import-transcripts";
import type { ImportedTranscript } from "./importers/imported-transcript";
import { requireSessionWrite } from "./require-session-access";
import { storeTranscript } from "./store-transcript";

export interface ImportRequest {
  format: ImportFormat | "auto";
  body: AsyncIterable<Uint8Array> | string;
  /** Attached, to be read only, to every session that the import makes. */
  memoryStoreIds: readonly string[];
  /** Name of the agent where a transcript does not tell. */
  agentName?: string | undefined;
}

export interface SkippedLine {
  line: number;
  reason: string;
}

/** Two imports of one new transcript at the same moment: the second finds it on its next try. */
const attemptsLimit = 3;
const uniqueViolation = "23505";

/**
 * Brings transcripts in as recorded sessions, each in a transaction of its own. A session that came before gets only
 * the events that it lacks. What cannot be read is reported with its line. Throws PermissionError, and NotFoundError or
 * InvalidRequestError for a store that cannot be attached.
 */
export async function importSessions(
  ctx: Ctx,
  request: ImportRequest,
): Promise<{ data: Session[]; skipped: SkippedLine[] }> {
  requireSessionWrite(ctx.actor);
  for (const id of request.memoryStoreIds) requireStoreRead(ctx.actor, id);
  const sessions = new Map<string, Session>();
  const skipped: SkippedLine[] = [];
  for await (const item of importTranscripts(request.format, request.body, { agentName: request.agentName })) {
    if (item.kind === "skipped") {
      skipped.push({ line: item.line, reason: item.reason });
      continue;
    }
    const stored = await storeOne(ctx, item.transcript, request.memoryStoreIds);
    if (stored.kind === "refused") {
      skipped.push({ line: item.line, reason: stored.reason });
      continue;
    }
    sessions.set(stored.session.id, stored.session);
    publish(sessionTopic(stored.session.id));
  }
  return { data: [...sessions.values()], skipped };
}

type Outcome = { kind: "stored"; session: Session } | { kind: "refused"; reason: string };

async function storeOne(ctx: Ctx, transcript: ImportedTranscript, memoryStoreIds: readonly string[]): Promise<Outcome> {
  for (let attempt = 1; ; attempt++) {
    try {
      const session = await inTransaction(ctx, (tx) => storeTranscript(tx, ctx, transcript, memoryStoreIds));
      return { kind: "stored", session };
    } catch (error) {
      // A session that is archived or out of sight must not stop the transcripts after it.
      if (isAppError(error) && error.code === "conflict_error") return { kind: "refused", reason: error.message };
      if (attempt >= attemptsLimit || ctx.tx !== null || !isUniqueViolation(error)) throw error;
    }
  }
}

function isUniqueViolation(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === uniqueViolation;
}
