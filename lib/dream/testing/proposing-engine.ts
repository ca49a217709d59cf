import { contentSha256, contentSizeBytes } from "@/lib/memory/content-hash";
import { diffLines } from "@/lib/text/diff-lines";
import type { EngineInput, EngineMemory } from "../engine/engine-input";
import type { ChangeDraft, EngineOutput, InsightDraft } from "../engine/engine-output";
import type { EngineRunner } from "../engine-runner";

/** What a test wants proposed: the new text of each file, null to delete it. */
export interface Proposal {
  path: string;
  content: string | null;
  previousPath?: string;
  /** Keys `path#index` of hunks that every hunk of this file depends on. */
  dependsOn?: string[];
  sessions?: number;
}

/** Stands in for the engine: proposes exactly these files, one insight for each. */
export function proposing(...proposals: Proposal[]): EngineRunner {
  return async (input, { onProgress }) => {
    onProgress({ phase: "detecting", done: 1, total: 1 });
    return proposalOutput(input, proposals);
  };
}

function proposalOutput(input: EngineInput, proposals: readonly Proposal[]): EngineOutput {
  return {
    engine: "test-engine-1",
    insights: proposals.map((proposal) => insightFor(proposal, baseOf(input, proposal))),
    changes: proposals.map((proposal) => changeFor(proposal, baseOf(input, proposal))),
    counts: { sessions: input.sessions.length, events: 0, calls: 0, failed_calls: 0, memories: input.memories.length },
  };
}

function baseOf(input: EngineInput, { path, previousPath }: Proposal): EngineMemory | undefined {
  return input.memories.find((memory) => memory.path === (previousPath ?? path));
}

export function identityOf(path: string): string {
  return contentSha256(`insight about ${path}`);
}

function insightFor(proposal: Proposal, base: EngineMemory | undefined): InsightDraft {
  const { path } = proposal;
  return {
    type: "dream_insight",
    identity: identityOf(path),
    detector: "test",
    engine: "test-engine-1",
    kind: "lesson",
    tier: "exact",
    claim: `There is something to learn about ${path}`,
    conditions: [],
    subject: { statement: `about ${path}` },
    support: {
      occurrences: 1,
      opportunities: null,
      sessions: proposal.sessions ?? 2,
      actors: 1,
      days: 1,
      expected: null,
      p_adjusted: null,
      lag_seconds: null,
      interval95: null,
    },
    evidence:
      base === undefined
        ? []
        : [
            {
              source: "memory",
              memory_id: base.memory_id,
              memory_version_id: base.memory_version_id,
              path: base.path,
              lines: [1, 1],
              quote: base.content.split("\n")[0] ?? "",
              role: "for",
            },
          ],
    state: "proposed",
    dropped_reason: null,
    change_keys: [path],
  };
}

function changeFor(proposal: Proposal, base: EngineMemory | undefined): ChangeDraft {
  const { path, content, previousPath } = proposal;
  const { hunks } = diffLines(base?.content ?? "", content ?? "");
  return {
    key: path,
    type: "dream_change",
    operation: operationOf(proposal, base),
    path,
    previous_path: previousPath ?? null,
    base:
      base === undefined
        ? null
        : {
            memory_id: base.memory_id,
            memory_version_id: base.memory_version_id,
            content_sha256: base.content_sha256,
          },
    proposed:
      content === null
        ? null
        : { content, content_sha256: contentSha256(content), content_size_bytes: contentSizeBytes(content) },
    hunks: hunks.map(({ no_newline_at_end: open, ...hunk }, index) => ({
      ...hunk,
      ...(open === undefined ? {} : { no_newline_at_end: open }),
      key: `${path}#${index}`,
      insight_keys: [identityOf(path)],
      depends_on: proposal.dependsOn ?? [],
      decision: "pending",
    })),
    risk: "low",
    risk_reasons: [],
    state: "pending",
  };
}

function operationOf({ content, previousPath }: Proposal, base: EngineMemory | undefined): ChangeDraft["operation"] {
  if (content === null) return "deleted";
  if (previousPath !== undefined) return "renamed";
  return base === undefined ? "created" : "modified";
}
