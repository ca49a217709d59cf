import type { AnswerPiece } from "./answer-pieces";

type NoiseForm = "time" | "date" | "duration" | "opaque" | "number";

/** A place in a piece of text whose form is that of things that change with every request. */
export interface NoiseSlot {
  form: NoiseForm;
  value: string;
  /** The label of the piece and the words before the slot. */
  context: string;
}

const forms: readonly { form: NoiseForm; pattern: string }[] = [
  { form: "time", pattern: "\\d{4}-\\d{2}-\\d{2}[T ]\\d{2}:\\d{2}(?::\\d{2}(?:[.,]\\d+)?)?(?:Z|[+-]\\d{2}:?\\d{2})?" },
  { form: "date", pattern: "\\d{4}-\\d{2}-\\d{2}" },
  { form: "time", pattern: "\\d{1,2}:\\d{2}:\\d{2}(?:[.,]\\d+)?" },
  { form: "opaque", pattern: "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}" },
  {
    form: "duration",
    pattern: "\\d+(?:\\.\\d+)?\\s?(?:ms|µs|us|ns|s|secs?|seconds?|m|mins?|minutes?|h|hours?|d|days?)",
  },
  { form: "time", pattern: "1[4-9]\\d{8}(?:\\d{3})?(?:\\.\\d+)?" },
  { form: "opaque", pattern: "(?:[a-z]{1,12}[-_:#])*(?=[0-9a-z]*\\d[0-9a-z]*\\d)[0-9a-z]{4,}" },
  { form: "number", pattern: "\\d+(?:\\.\\d+)?" },
];
const anyForm = new RegExp(
  `(?<![\\w.-])(?:${forms.map(({ pattern }) => `(${pattern})`).join("|")})(?![\\w-]|\\.\\d)`,
  "gi",
);

/** Puts a sign of its form in place of each slot. */
export function maskNoise(piece: Pick<AnswerPiece, "label" | "text">): { masked: string; slots: NoiseSlot[] } {
  const slots: NoiseSlot[] = [];
  const masked = piece.text.replace(anyForm, (value: string, ...rest: unknown[]) => {
    const form = forms[rest.slice(0, forms.length).findIndex((group) => group !== undefined)]?.form ?? "number";
    const at = rest[forms.length];
    const before = piece.text.slice(0, typeof at === "number" ? at : 0);
    slots.push({ form, value, context: `${piece.label} ${before.split(/\s+/).slice(-4).join(" ")}`.trim() });
    return `\u0000${form}\u0000`;
  });
  return { masked, slots };
}

/** Names of what belongs to a request and not to what it asks about. */
const ofRequest =
  /(^|[^\p{L}])(request|req|trace|span|correlation|corr|transaction|query|call|event|message|msg|audit|log|execution|job|run|rid|nonce|etag|cursor|ref(erence)?)([^\p{L}]*(id|no|nr|number|key|hash|token|ref))?[^\p{L}]*$|(^|[^\p{L}])(uuid|guid|rid|nonce|etag|cursor)[^\p{L}]*$/iu;
const ofClock =
  /(^|[^\p{L}])(ts|time|timestamp|now|at|date|as of|generated|fetched|served|checked|queried|retrieved|refreshed|synced|read|printed|clock|epoch)([^\p{L}]*(at|on|time))?[^\p{L}]*$/iu;
const ofEffort =
  /(^|[^\p{L}])(took|elapsed|latency|duration|in|after|within|cost|runtime|rtt|response time|query time|completed in|age|uptime|ago|cache age|ttl left)([^\p{L}]*(ms|s|sec|seconds|millis))?[^\p{L}]*$/iu;

const dayMs = 86_400_000;

/** A slot as seen over time; `atMs` is when each value was read, where known. */
export interface SlotHistory {
  form: NoiseForm;
  context: string;
  values: readonly { value: string; atMs: number | null }[];
}

/**
 * Whether a slot is about the request and not about the answer: it looks like it, and it changes with nearly every request. A fact that
 * changed keeps its old value for a while and then its new one, so its slot changes seldom and is never passed over.
 */
export function isCosmetic({ form, context, values }: SlotHistory): boolean {
  if (values.length < 3) return false;
  const changes = values.filter(({ value }, index) => index > 0 && value !== values[index - 1]?.value).length;
  const share = changes / (values.length - 1);
  const isDistinct = new Set(values.map(({ value }) => value)).size === values.length;
  switch (form) {
    case "time":
      return isDistinct || (share >= 0.6 && (ofClock.test(context) || values.every(isOfItsDay)));
    case "date":
      return values.every(isOfItsDay) || (ofClock.test(context) && share >= 0.6);
    case "opaque":
      return (
        share >= 0.8 &&
        (ofRequest.test(context) || (isDistinct && values.every(({ value }) => isUuid(value) || isOfRequest(value))))
      );
    case "duration":
      return (
        share >= 0.5 &&
        (ofEffort.test(context) || (isDistinct && values.every(({ value }) => /\d\s?[mµun]s$/i.test(value))))
      );
    case "number":
      return share >= 0.6 && (ofEffort.test(context) || ofRequest.test(context));
  }
}

function isUuid(value: string): boolean {
  return /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i.test(value);
}

/** `req-8f3a21`: the name of a request stands in front of its number. */
function isOfRequest(value: string): boolean {
  return ofRequest.test(value.replace(/[-_:#]?[0-9a-z]+$/i, ""));
}

/** Whether a stamp is the moment of reading, as "checked on" is. */
function isOfItsDay({ value, atMs }: { value: string; atMs: number | null }): boolean {
  const stampMs = Date.parse(value.length <= 10 ? value : value.replace(" ", "T"));
  return atMs !== null && !Number.isNaN(stampMs) && Math.abs(stampMs - atMs) < dayMs;
}
