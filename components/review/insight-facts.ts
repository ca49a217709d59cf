import type { DreamInsight } from "@/lib/contract/dream-insight";
import { formatCount } from "../ui/format-count";
import { formatDuration } from "../ui/format-duration";

/** What a finding is about, name by name: its subject in words. */
export interface InsightFact {
  name: string;
  value: string;
  /** Words of ours, not text of a file or transcript. */
  isProse?: boolean;
}

/** The subject of an insight, kind by kind. What the claim beside it says in full already is left out. */
export function insightFacts(insight: DreamInsight): InsightFact[] {
  switch (insight.kind) {
    case "correction": {
      const { tool, wrong, right } = insight.subject;
      return [named("Tool", tool), named("Instead of", wrong), named("Use", right)];
    }
    case "dead_reference":
      return [named("Tool", insight.subject.tool), named("Leads nowhere", insight.subject.reference)];
    case "error_pattern":
      return [named("Tool", insight.subject.tool), named("Error", insight.subject.template)];
    case "repeated_discovery": {
      const { tool, question, answer } = insight.subject;
      return [named("Tool", tool), named("Asked", question), named("Answer", answer)];
    }
    case "retry_loop":
      return [named("Tool", insight.subject.tool), named("Repeated", insight.subject.call)];
    case "workflow": {
      const { task, steps } = insight.subject;
      const of = task === null ? [] : [named("Task", task)];
      return [...of, ...steps.map((step, index) => named(index === 0 ? "First" : "Then", step))];
    }
    case "temporal_association": {
      const { antecedent, consequent, entity } = insight.subject;
      return [named("First", antecedent), named("Then", consequent), ...(entity === null ? [] : [named("On", entity)])];
    }
    case "co_occurrence":
      return insight.subject.members.map((member, index) => named(index === 0 ? "Together" : "and", member));
    case "scheduled": {
      const { event, period_seconds } = insight.subject;
      return [named("Event", event), prose("Every", durationOf(period_seconds))];
    }
    case "outcome_association":
      return [named("With", insight.subject.feature), named("Outcome", insight.subject.outcome)];
    case "duplicate": {
      const { path, lines, kept_path, kept } = insight.subject;
      return [...lines.map((range) => named("Repeats", place(path, range))), named("Stays", place(kept_path, kept))];
    }
    case "contradiction": {
      const { key, values, survivor } = insight.subject;
      const stands = survivor === null ? prose("Stands", "not proved; a person decides") : named("Stands", survivor);
      return [named("Key", key), ...values.map((value) => named("Says", value)), stands];
    }
    case "staleness": {
      const { path, line, closed_by } = insight.subject;
      return [
        named("Line", place(path, [line, line])),
        prose("Ended", closed_by === null ? "no event says so" : "by the event below"),
      ];
    }
    case "broken_link": {
      const { path, target, replacement } = insight.subject;
      const cure = replacement === null ? prose("Instead", "no file fits") : named("Instead", replacement);
      return [named("In", path), named("Leads nowhere", target), cure];
    }
    case "structure":
    case "index":
      return [named("File", insight.subject.path)];
    case "preference":
    case "lesson":
      return insight.subject.statement === insight.claim ? [] : [named("Statement", insight.subject.statement)];
    case "coordination": {
      const { entity, tool, sessions } = insight.subject;
      return [named("About", entity), named("Tool", tool), prose("By", formatCount(sessions.length, "session"))];
    }
    case "utility": {
      const { path, line, effect } = insight.subject;
      return [named("Line", place(path, [line, line])), prose("Effect", effect)];
    }
  }
}

function named(name: string, value: string): InsightFact {
  return { name, value };
}

function prose(name: string, value: string): InsightFact {
  return { name, value, isProse: true };
}

function place(path: string, [first, last]: readonly [number, number]): string {
  return first === last ? `${path}:${first}` : `${path}:${first}-${last}`;
}

function durationOf(seconds: number): string {
  return formatDuration(seconds * 1000);
}
