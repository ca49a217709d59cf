import type { EngineEvent, EngineSession } from "@/lib/dream/engine/engine-input";
import { carryTimes } from "@/lib/session/carry-times";
import type { ImportedTranscript } from "@/lib/session/importers/imported-transcript";

const references = ["tool_use_id", "mcp_tool_use_id", "custom_tool_use_id"];

/**
 * Gives an imported transcript the form in which a dream freezes it: what has no time has that of the import, events name each other by
 * our ids, and trust is what nobody denied.
 */
export function freezeTranscript(
  imported: ImportedTranscript,
  name: string,
  person: string,
  importedAt: Date,
): EngineSession {
  const idBySource = new Map(imported.events.map(({ sourceId }, index) => [sourceId, `sevt_${name}_${index + 1}`]));
  const timed = carryTimes(
    imported.events.map((event) => ({
      ...event,
      processedAt: event.processedAt ?? event.occurredAt ?? ("now" as const),
    })),
  );
  return {
    id: `sesn_${name}`,
    agent_name: imported.agentName,
    actor: imported.metadata.actor ?? imported.metadata.user ?? person,
    started_at: (imported.startedAt ?? importedAt).toISOString(),
    outcome: imported.outcome,
    metadata: imported.metadata,
    mount_paths: ["/mnt/memory/team"],
    events: timed.map(({ sourceId, type, payload, processedAt, occurredAt, trusted }, index): EngineEvent => {
      const renamed = Object.entries(payload).map(([key, value]) =>
        references.includes(key) ? [key, idBySource.get(String(value)) ?? value] : [key, value],
      );
      return {
        id: `sevt_${name}_${index + 1}`,
        sequence: index + 1,
        type,
        payload: { ...Object.fromEntries(renamed), type, reverie: { source_id: sourceId } },
        processed_at: (processedAt === "now" ? importedAt : processedAt).toISOString(),
        occurred_at: occurredAt?.toISOString() ?? null,
        trusted: trusted ? null : false,
      };
    }),
  };
}
