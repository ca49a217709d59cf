"use client";
import { useQuery } from "@tanstack/react-query";
import { dreamTraceOptions } from "@/lib/client/dreams";
import { DataTable } from "../table/data-table";
import type { TableColumn } from "../table/table-column";
import { Badge, type BadgeTone } from "../ui/badge";
import { formatNumber } from "../ui/format-count";
import { formatDuration } from "../ui/format-duration";
import { type TraceStep, traceSteps } from "./trace-steps";

const pollMs = 1_500;

const tones: Record<TraceStep["outcome"], BadgeTone> = {
  running: "dream",
  answered: "ok",
  cached: "neutral",
  malformed: "warn",
  unavailable: "danger",
};

const columns: readonly TableColumn<TraceStep>[] = [
  { id: "step", header: "Step", width: "168px", cell: ({ label }) => label },
  { id: "subject", header: "About", cell: ({ subject }) => <span className="truncate">{subject}</span> },
  {
    id: "outcome",
    header: "Outcome",
    width: "104px",
    cell: ({ outcome }) => <Badge tone={tones[outcome]}>{outcome}</Badge>,
  },
  { id: "result", header: "Result", cell: ({ result }) => <span className="truncate">{result}</span> },
  {
    id: "tokens",
    header: "Tokens",
    width: "80px",
    align: "end",
    cell: ({ tokens }) => (tokens === null ? "" : formatNumber(tokens)),
  },
  {
    id: "time",
    header: "Time",
    width: "80px",
    align: "end",
    cell: ({ ms }) => (ms === null ? "" : formatDuration(ms)),
  },
];

/** What a dream asked its model and what became of the answers; nothing where it asked none. */
export function DreamTrace({ sessionId, isLive }: { sessionId: string; isLive: boolean }) {
  const { data } = useQuery({ ...dreamTraceOptions(sessionId), refetchInterval: isLive ? pollMs : false });
  const steps = traceSteps([...(data?.data ?? [])].reverse());
  if (steps.length === 0) return null;
  return (
    <section className="flex flex-col gap-2">
      <h2 className="text-13 font-medium">Questions to the model, the newest {steps.length}</h2>
      <DataTable label="Questions to the model" columns={columns} rows={steps} rowId={({ id }) => id} />
    </section>
  );
}
