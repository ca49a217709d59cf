/** Types of events whose fields the wire fixes. */
export const closedEventTypes = [
  "user.message",
  "user.interrupt",
  "user.tool_confirmation",
  "user.custom_tool_result",
  "user.tool_result",
  "user.define_outcome",
  "system.message",
  "agent.message",
  "agent.thinking",
  "agent.tool_use",
  "agent.tool_result",
  "agent.mcp_tool_use",
  "agent.mcp_tool_result",
  "agent.custom_tool_use",
  "agent.thread_context_compacted",
  "agent.thread_message_sent",
  "agent.thread_message_received",
  "session.status_running",
  "session.status_rescheduled",
  "session.status_terminated",
  "session.status_idle",
  "session.error",
  "span.model_request_start",
  "span.model_request_end",
] as const;

/** Types whose further fields the wire leaves open: what comes is kept as it is. */
export const openEventTypes = [
  "session.updated",
  "session.usage",
  "session.thread_created",
  "session.thread_status_running",
  "session.thread_status_idle",
  "session.thread_status_rescheduled",
  "session.thread_status_terminated",
  "span.outcome_evaluation_start",
  "span.outcome_evaluation_ongoing",
  "span.outcome_evaluation_end",
  "workflow_run.created",
  "workflow_run.status_running",
  "workflow_run.status_idle",
  "workflow_run.status_ended",
  "workflow_run.error",
  "workflow_run.phase_started",
  "workflow_run.phase_ended",
] as const;

export type PersistedEventType = (typeof closedEventTypes)[number] | (typeof openEventTypes)[number];

/** Every type a list of events can hold and `types[]` can name. */
export const persistedEventTypes: readonly PersistedEventType[] = [...closedEventTypes, ...openEventTypes];
