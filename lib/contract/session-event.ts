import { z } from "zod";
import { characters, timestamp } from "@/lib/contract/common";
import { agentContentBlock, textBlock, toolResultBlock, userContentBlock } from "@/lib/contract/content-block";
import {
  closedEventTypes,
  openEventTypes,
  type PersistedEventType,
  persistedEventTypes,
} from "@/lib/contract/event-types";
import { isStorable } from "@/lib/contract/storable";

const sourceId = characters(1, 128);

const earliestMs = Date.UTC(1970, 0, 1);
const latestMs = Date.UTC(9999, 11, 31);

/** RFC 3339 with a time zone, within the years that a database and JavaScript print alike. */
export const eventTime = timestamp.refine((text) => {
  const atMs = Date.parse(text);
  return atMs >= earliestMs && atMs < latestMs;
}, "must lie between the years 1970 and 9999");

const toolInput = z.record(z.string(), z.unknown());
const permission = z.enum(["allow", "ask", "deny"]);
const threadId = z.string().nullish();
const toolResult = { content: z.array(toolResultBlock).optional(), is_error: z.boolean().nullish() };
const toolUse = {
  name: z.string().min(1),
  input: toolInput,
  evaluated_permission: permission.optional(),
  evaluation: z.looseObject({ type: z.string() }).nullish(),
  session_thread_id: threadId,
};
const modelUsage = z.looseObject({
  input_tokens: z.number(),
  output_tokens: z.number(),
  cache_creation_input_tokens: z.number(),
  cache_read_input_tokens: z.number(),
  speed: z.string().nullish(),
});

const clientFields = {
  "user.message": { content: z.array(userContentBlock) },
  "user.interrupt": { session_thread_id: threadId },
  "user.tool_confirmation": {
    tool_use_id: z.string().min(1),
    result: z.enum(["allow", "deny"]),
    deny_message: z.string().nullish(),
  },
  "user.custom_tool_result": { custom_tool_use_id: z.string().min(1), ...toolResult },
  "user.tool_result": { tool_use_id: z.string().min(1), ...toolResult },
  "user.define_outcome": {
    description: z.string(),
    rubric: z.discriminatedUnion("type", [
      z.strictObject({ type: z.literal("text"), content: z.string().max(262_144) }),
      z.strictObject({ type: z.literal("file"), file_id: z.string().min(1) }),
    ]),
    max_iterations: z.int().min(1).max(20).nullish(),
  },
  "system.message": { content: z.array(textBlock).min(1).max(1_000) },
};

const agentFields = {
  "agent.message": { content: z.array(agentContentBlock) },
  "agent.thinking": {},
  "agent.tool_use": toolUse,
  "agent.tool_result": { tool_use_id: z.string().min(1), ...toolResult },
  "agent.mcp_tool_use": { mcp_server_name: z.string().min(1), ...toolUse },
  "agent.mcp_tool_result": { mcp_tool_use_id: z.string().min(1), ...toolResult },
  "agent.custom_tool_use": { name: z.string().min(1), input: toolInput, session_thread_id: threadId },
  "agent.thread_context_compacted": {},
  "agent.thread_message_sent": {
    content: z.array(userContentBlock),
    to_session_thread_id: z.string(),
    to_agent_name: z.string().nullish(),
  },
  "agent.thread_message_received": {
    content: z.array(userContentBlock),
    from_session_thread_id: z.string(),
    from_agent_name: z.string().nullish(),
  },
};

const sessionFields = {
  "session.status_running": {},
  "session.status_rescheduled": {},
  "session.status_terminated": {},
  "session.status_idle": {
    stop_reason: z.looseObject({ type: z.string() }),
    stop_details: z.looseObject({ type: z.string() }).nullable(),
  },
  "session.error": {
    error: z.looseObject({
      type: z.string(),
      message: z.string(),
      retry_status: z.looseObject({ type: z.enum(["retrying", "exhausted", "terminal"]) }),
    }),
  },
};

const spanFields = {
  "span.model_request_start": {},
  "span.model_request_end": {
    model_request_start_id: z.string().min(1),
    is_error: z.boolean().nullable(),
    model_usage: modelUsage,
  },
};

// Both directions are checked: every type has its fields, and no fields are left without a type.
const closedFields = { ...clientFields, ...agentFields, ...sessionFields, ...spanFields } satisfies Record<
  (typeof closedEventTypes)[number],
  z.ZodRawShape
>;
type ClientType = keyof typeof clientFields;
type ClosedType = keyof typeof closedFields;

function keysOf<Key extends string>(record: Record<Key, unknown>): Key[] {
  return Object.keys(record) as Key[];
}

const closedTypes: readonly ClosedType[] = closedEventTypes;
export const persistedEventType = z.enum(persistedEventTypes);

/** The types that a client may send to any session. */
export const clientEventTypes: readonly ClientType[] = keysOf(clientFields);

/** Fields by which one event names another, so that brought ids can be mapped to ours. */
export const eventReferenceFields = [
  "tool_use_id",
  "mcp_tool_use_id",
  "custom_tool_use_id",
  "model_request_start_id",
] as const;

/** Something that happened in the world, as the event itself reports it; `type` is taken as it is named there. */
const reportedEvent = z.strictObject({
  type: z.string().min(1).max(256),
  entity: z.string().min(1).max(512).optional(),
  occurred_at: eventTime,
});

/** What an event of a recorded session may tell beside the fields of its type. */
export const recordedReverie = z.strictObject({
  occurred_at: eventTime.optional(),
  trusted: z.boolean().optional(),
  event: reportedEvent.optional(),
});

const recordedFields = {
  id: sourceId.optional(),
  processed_at: eventTime.nullish(),
  reverie: recordedReverie.optional(),
};

const responseFields = {
  id: z.string(),
  processed_at: z.string().nullable(),
  reverie: z
    .looseObject({
      source_id: z.string().optional(),
      occurred_at: z.string().optional(),
      trusted: z.boolean().optional(),
      event: z.looseObject({ type: z.string(), entity: z.string().optional(), occurred_at: z.string() }).optional(),
    })
    .optional(),
};

type Fields = typeof closedFields;
type Strict<Type extends ClosedType, Extra extends z.ZodRawShape> = {
  [Key in Type]: z.ZodObject<{ type: z.ZodLiteral<Key> } & Fields[Key] & Extra, z.core.$strict>;
}[Type];
type Loose<Type extends PersistedEventType, Extra extends z.ZodRawShape> = {
  [Key in Type]: z.ZodObject<
    { type: z.ZodLiteral<Key> } & (Key extends ClosedType ? Fields[Key] : unknown) & Extra,
    z.core.$loose
  >;
}[Type];

function strictEvents<Type extends ClosedType, Extra extends z.ZodRawShape>(types: readonly Type[], extra: Extra) {
  return types.map((type) => z.strictObject({ type: z.literal(type), ...closedFields[type], ...extra })) as unknown as [
    Strict<Type, Extra>,
    ...Strict<Type, Extra>[],
  ];
}

function looseEvents<Type extends PersistedEventType, Extra extends z.ZodRawShape>(
  types: readonly Type[],
  extra: Extra,
) {
  const fieldsByType: Record<string, z.ZodRawShape> = closedFields;
  return types.map((type) => z.looseObject({ type: z.literal(type), ...fieldsByType[type], ...extra })) as unknown as [
    Loose<Type, Extra>,
    ...Loose<Type, Extra>[],
  ];
}

const storable = "holds a character that cannot be stored (NUL or half of a surrogate pair), or nests too deeply";

/** An event as the official client may send it; unknown fields are refused. */
export const clientEventInput = z
  .discriminatedUnion("type", strictEvents(clientEventTypes, {}))
  .refine(isStorable, storable);

/** An event of a recorded session: any persisted type, its own id, its real time and what it reports. */
export const recordedEventInput = z
  .discriminatedUnion("type", [
    ...strictEvents(closedTypes, recordedFields),
    ...looseEvents(openEventTypes, recordedFields),
  ])
  .refine(isStorable, storable);

/** Body of `POST /v1/sessions/{id}/events`. */
export const sendEventsInput = z
  .strictObject({ events: z.array(clientEventInput).min(1) })
  .refine(({ events }) => events.slice(0, -1).every((event) => event.type !== "system.message"), {
    path: ["events"],
    message: "a system.message must be the last event",
  });

/** Body of the same route where the session is a recorded one. */
export const sendRecordedEventsInput = z.strictObject({ events: z.array(recordedEventInput).min(1) });

/** An event as answered; fields that later versions of the wire add pass through. */
export const sessionEvent = z.discriminatedUnion("type", [
  ...looseEvents(clientEventTypes, { ...responseFields, processed_at: z.string().nullish() }),
  ...looseEvents(
    [...keysOf(agentFields), ...keysOf(sessionFields), ...keysOf(spanFields), ...openEventTypes],
    responseFields,
  ),
  z.looseObject({ type: z.literal("session.deleted"), ...responseFields }),
]);

/** An event without its payload, as `view=basic` answers it. */
export const basicSessionEvent = z.looseObject({ type: z.string(), ...responseFields });

/** Names of the transcript formats that can be imported. */
export const importFormat = z.enum(["claude-code", "openai", "anthropic", "tau-bench", "swe-agent"]);

export type ClientEventInput = z.infer<typeof clientEventInput>;
export type RecordedEventInput = z.infer<typeof recordedEventInput>;
export type ImportFormat = z.infer<typeof importFormat>;
