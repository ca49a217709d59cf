"use client";
import type { MergeConflict } from "@/lib/text/merge-three-way";
import { cn } from "../ui/cn";
import { Segmented } from "../ui/segmented";
import { VisibleText } from "../viewer/code-line";
import type { ConflictChoice } from "./resolve-merge";

interface ConflictCardProps {
  conflict: MergeConflict;
  /** "2 of 3" */
  place: string;
  choice: ConflictChoice | null;
  onChoose: (choice: ConflictChoice) => void;
}

const options = [
  { value: "theirs", label: "Theirs" },
  { value: "mine", label: "Mine" },
  { value: "both", label: "Both" },
] as const;

/** One place where both changed the same lines: before, theirs, mine, and the decision. */
export function ConflictCard({ conflict, place, choice, onChoose }: ConflictCardProps) {
  return (
    <li className="overflow-hidden rounded-md border border-line">
      <div className="flex flex-wrap items-center gap-2 border-b border-line bg-canvas px-3 py-1.5">
        <h3 className="mr-auto text-12 font-medium">
          Place {place}
          {choice === null ? <span className="font-normal text-warn"> · to decide</span> : null}
        </h3>
        <Segmented<ConflictChoice | "">
          label={`Which text stands in place ${place}`}
          options={options}
          value={choice ?? ""}
          onValueChange={(next) => {
            if (next !== "") onChoose(next);
          }}
        />
      </div>
      <div className="grid divide-y divide-line xl:grid-cols-3 xl:divide-x xl:divide-y-0">
        <Side name="Before" text={conflict.base} />
        <Side name="Theirs" text={conflict.theirs} isTaken={choice === "theirs" || choice === "both"} />
        <Side name="Mine" text={conflict.ours} isTaken={choice === "mine" || choice === "both"} />
      </div>
    </li>
  );
}

function Side({ name, text, isTaken = false }: { name: string; text: string; isTaken?: boolean }) {
  const lines = text.replace(/\n$/, "").split("\n");
  return (
    <section aria-label={name} className={cn("min-w-0", isTaken && "bg-accent-soft")}>
      <h4 className="px-3 pt-1.5 text-12 text-ink-3">
        {name}
        {isTaken ? " · taken" : ""}
      </h4>
      <pre dir="auto" className="px-3 pb-2 font-mono text-12 leading-5 break-words whitespace-pre-wrap">
        {text === "" ? (
          <span className="text-ink-3">nothing</span>
        ) : (
          lines.map((line, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a line is its number.
            <span key={index} className="block min-h-5">
              <VisibleText text={line} />
            </span>
          ))
        )}
      </pre>
    </section>
  );
}
