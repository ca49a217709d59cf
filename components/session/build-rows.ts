import { kindOf, type Speaker, speakerOf, type TranscriptEvent } from "./event-kind";

interface RowBase {
  /** Unique in the transcript, steady while it grows. */
  key: string;
  /** The time label in the gutter, where it says something new. */
  label: string | null;
}

export type EventRow = RowBase & { event: TranscriptEvent } & (
    | { kind: "message"; speaker: Speaker; isContinued: boolean }
    /** `result` is the next answer that was free: which call it answers only its payload tells. */
    | { kind: "call"; result: TranscriptEvent | null }
    | { kind: "result" | "error" | "thinking" | "note" }
  );

export type TranscriptRow =
  | EventRow
  | (RowBase & { kind: "day"; at: string })
  | (RowBase & { kind: "pause"; durationMs: number });

export interface Transcript {
  rows: TranscriptRow[];
  /** The row in which an event is shown; a result is shown in its call's. */
  rowIndexOf: ReadonlyMap<string, number>;
}

interface BuildOptions {
  /** False where no event's time was recorded: then there are no labels, days and pauses. */
  isTimed: boolean;
  /** Shown although its kind is hidden: somebody followed a link to it. */
  linkedId: string | null;
  /** Results whose call is known from their payload, by the result's id. The others are given out in order. */
  answers?: ReadonlyMap<string, string>;
}

const pauseMs = 10 * 60_000;

/** The rows of a transcript: results join their calls, spans are left out, days and long pauses are marked. */
export function buildRows(events: readonly TranscriptEvent[], options: BuildOptions): Transcript {
  const { isTimed, linkedId, answers = nothingKnown } = options;
  const reserved = new Set(answers.values());
  const rows: TranscriptRow[] = [];
  const rowIndexOf = new Map<string, number>();
  const unanswered: UnansweredCall[] = [];
  let lastAt: string | null = null;
  let lastLabel = "";
  let lastSpeaker: Speaker | null = null;

  const labelFor = (at: string | null, kind: string): string | null => {
    if (!isTimed || at === null) return null;
    const label = clockOf(at);
    // A message says its second; a line between messages only that a minute has passed.
    const isNews = kind === "message" ? label !== lastLabel : label.slice(0, 5) !== lastLabel.slice(0, 5);
    if (isNews) lastLabel = label;
    return isNews ? label : null;
  };

  for (const event of events) {
    const kind = kindOf(event.type);
    if (kind === "hidden" && event.id !== linkedId) continue;
    const answered = kind === "result" ? answerCall(rows, unanswered, event, answers.get(event.id), reserved) : null;
    if (answered !== null) {
      rowIndexOf.set(event.id, answered);
      continue;
    }
    const at = event.processed_at;
    if (isTimed && at !== null) {
      const mark = markBetween(lastAt, at, event.id);
      if (mark !== null) {
        rows.push(mark);
        lastLabel = "";
      }
      lastAt = at;
    }
    rowIndexOf.set(event.id, rows.length);
    const base = { key: event.id, event, label: labelFor(at, kind) };
    if (kind === "message") {
      const speaker = speakerOf(event.type);
      if (speaker === "user") unanswered.length = 0;
      rows.push({ ...base, kind, speaker, isContinued: speaker === lastSpeaker });
      lastSpeaker = speaker;
    } else if (kind === "call") {
      unanswered.push({ callId: event.id, index: rows.length });
      rows.push({ ...base, kind, result: null });
    } else {
      rows.push({ ...base, kind: kind === "hidden" ? "note" : kind });
    }
  }
  return { rows, rowIndexOf };
}

interface UnansweredCall {
  callId: string;
  index: number;
}

const nothingKnown: ReadonlyMap<string, string> = new Map();

/** Gives the result to its call, or to the one that has waited longest: its row's index, or null when none waits. */
function answerCall(
  rows: TranscriptRow[],
  unanswered: UnansweredCall[],
  result: TranscriptEvent,
  knownCallId: string | undefined,
  reserved: ReadonlySet<string>,
): number | null {
  const place = unanswered.findIndex(({ callId }) => (knownCallId ? callId === knownCallId : !reserved.has(callId)));
  const index = place === -1 ? undefined : unanswered.splice(place, 1)[0]?.index;
  const row = index === undefined ? undefined : rows[index];
  if (index === undefined || row?.kind !== "call") return null;
  rows[index] = { ...row, result };
  return index;
}

function markBetween(before: string | null, at: string, eventId: string): TranscriptRow | null {
  if (before === null || before.slice(0, 10) !== at.slice(0, 10)) {
    return { kind: "day", key: `day:${eventId}`, at, label: null };
  }
  const durationMs = Date.parse(at) - Date.parse(before);
  return durationMs >= pauseMs ? { kind: "pause", key: `pause:${eventId}`, durationMs, label: null } : null;
}

/** "14:02:09", in UTC like every exact time here. */
function clockOf(at: string): string {
  return new Date(at).toISOString().slice(11, 19);
}
