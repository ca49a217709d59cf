"use client";
import { useState } from "react";
import type { MergeResult } from "@/lib/text/merge-three-way";
import { CompareView } from "../diff/compare-view";
import { Segmented } from "../ui/segmented";
import { ConflictCard } from "./conflict-card";
import type { ConflictChoice } from "./resolve-merge";

interface ConflictTextsProps {
  path: string;
  base: string | null;
  theirs: string;
  mine: string;
  merge: MergeResult;
  /** With the choices made so far. */
  merged: string;
  choices: ReadonlyMap<number, ConflictChoice>;
  onChoose: (index: number, choice: ConflictChoice) => void;
}

type View = "merge" | "sides" | "theirs" | "mine";

/** The conflict from four sides. */
export function ConflictTexts({ path, base, theirs, mine, merge, merged, choices, onChoose }: ConflictTextsProps) {
  const [view, setView] = useState<View>(merge.clean ? "merge" : "sides");
  const options: { value: View; label: string; disabled?: boolean }[] = [
    { value: "sides", label: "Theirs and mine" },
    { value: "merge", label: merge.clean ? "Merge" : `Merge (${merge.conflicts.length})` },
    { value: "theirs", label: "What they changed", disabled: base === null },
    { value: "mine", label: "What I changed", disabled: base === null },
  ];
  return (
    <>
      <div className="shrink-0 overflow-x-auto px-3 py-2">
        <Segmented label="Which texts" options={options} value={view} onValueChange={setView} />
      </div>
      <div className="flex min-h-0 flex-1 flex-col overflow-auto border-t border-line">
        {view === "sides" ? (
          <CompareView before={theirs} after={mine} path={path} beforeLabel="theirs" afterLabel="mine" view="split" />
        ) : null}
        {view === "theirs" ? (
          <CompareView
            before={base ?? ""}
            after={theirs}
            path={path}
            beforeLabel="before"
            afterLabel="theirs"
            view="split"
          />
        ) : null}
        {view === "mine" ? (
          <CompareView
            before={base ?? ""}
            after={mine}
            path={path}
            beforeLabel="before"
            afterLabel="mine"
            view="split"
          />
        ) : null}
        {view === "merge" ? (
          merge.clean ? (
            <CompareView
              before={theirs}
              after={merged}
              path={path}
              beforeLabel="theirs"
              afterLabel="merged"
              view="unified"
            />
          ) : (
            <ol className="flex flex-col gap-4 p-3">
              {merge.conflicts.map((conflict, index) => (
                <ConflictCard
                  // biome-ignore lint/suspicious/noArrayIndexKey: a conflict is its place in the merge.
                  key={index}
                  conflict={conflict}
                  place={`${index + 1} of ${merge.conflicts.length}`}
                  choice={choices.get(index) ?? null}
                  onChoose={(choice) => onChoose(index, choice)}
                />
              ))}
            </ol>
          )
        ) : null}
      </div>
    </>
  );
}
