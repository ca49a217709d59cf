"use client";
import { useQuery } from "@tanstack/react-query";
import { useRef } from "react";
import { memoryOptions } from "@/lib/client/memories";
import { findSecrets } from "@/lib/text/mask-secrets";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { formatCount } from "../ui/format-count";
import { Segmented } from "../ui/segmented";
import { Textarea } from "../ui/textarea";
import { MaskPreview } from "./mask-preview";
import { patternOfPieces } from "./mask-target";
import type { RedactionFile, RedactionTarget } from "./redaction-request";

interface TargetStepProps {
  files: readonly RedactionFile[];
  target: RedactionTarget;
  onTargetChange: (target: RedactionTarget) => void;
}

const kinds = [
  { value: "text", label: "Words as they stand" },
  { value: "regex", label: "Pattern" },
] as const;

/** What is to go. With one file its text stands beside, to be selected from. */
export function TargetStep({ files, target, onTargetChange }: TargetStepProps) {
  const [only] = files.length === 1 ? files : [];
  const typed = target.kind === "text" ? target.text : target.kind === "regex" ? target.pattern : "";
  return (
    <div className="flex flex-col gap-3 text-13">
      {target.kind === "lines" ? (
        <p className="text-ink-2">
          The texts of{" "}
          {target.first === target.last ? `line ${target.first}` : `lines ${target.first} to ${target.last}`} are taken
          out, wherever they are whole lines.
        </p>
      ) : (
        <>
          <Segmented
            label="What is redacted"
            options={kinds}
            value={target.kind}
            onValueChange={(kind) => onTargetChange(kind === "text" ? { kind, text: typed } : { kind, pattern: typed })}
          />
          <Field
            label={target.kind === "text" ? "Words to redact" : "Pattern to redact"}
            hint={
              target.kind === "text"
                ? "Capitals and white space count. Line breaks belong to the words."
                : "A regular expression of PostgreSQL; capitals count unless it begins with (?i)."
            }
          >
            {(ids) => (
              <Textarea
                {...ids}
                isCode
                rows={2}
                value={typed}
                onChange={({ target: { value } }) =>
                  onTargetChange(
                    target.kind === "text" ? { kind: "text", text: value } : { kind: "regex", pattern: value },
                  )
                }
              />
            )}
          </Field>
        </>
      )}
      {only === undefined ? (
        <p className="text-ink-2">In {formatCount(files.length, "file")}, each with its history.</p>
      ) : (
        <FileStep file={only} target={target} onTargetChange={onTargetChange} />
      )}
    </div>
  );
}

type FileStepProps = Omit<TargetStepProps, "files"> & { file: RedactionFile };

function FileStep({ file, target, onTargetChange }: FileStepProps) {
  const { data } = useQuery(memoryOptions(file.storeId, file.memoryId));
  const field = useRef<HTMLTextAreaElement>(null);
  const text = data?.content ?? null;
  if (text === null) return null;
  const secrets = findSecrets(text).map(({ start, end }) => text.slice(start, end));
  const takeSelection = () => {
    const { selectionStart = 0, selectionEnd = 0 } = field.current ?? {};
    if (selectionEnd > selectionStart) onTargetChange({ kind: "text", text: text.slice(selectionStart, selectionEnd) });
    field.current?.focus();
  };
  const takeSecrets = () => {
    const [first = "", ...more] = new Set(secrets);
    onTargetChange(
      more.length === 0 ? { kind: "text", text: first } : { kind: "regex", pattern: patternOfPieces([first, ...more]) },
    );
  };
  return (
    <>
      <Field label="Current text" hint="Select words here and take them.">
        {(ids) => <Textarea {...ids} ref={field} isCode readOnly rows={8} value={text} />}
      </Field>
      <div className="flex flex-wrap gap-2">
        <Button size="sm" onClick={takeSelection}>
          Take the selection
        </Button>
        {secrets.length === 0 ? null : (
          <Button size="sm" onClick={takeSecrets}>
            Take {formatCount(secrets.length, "likely secret")}
          </Button>
        )}
      </div>
      <MaskPreview text={text} path={file.path} target={target} />
    </>
  );
}
