"use client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { apiFetch } from "@/lib/client/api-fetch";
import { dreamEstimateOptions } from "@/lib/client/dreams";
import { mayDo, meOptions } from "@/lib/client/me";
import { routes } from "@/lib/client/routes";
import type { CreateDreamBody, Dream } from "@/lib/contract/dream";
import type { DreamEstimate } from "@/lib/contract/dream-review";
import { Button } from "../ui/button";
import { Callout } from "../ui/callout";
import { Checkbox } from "../ui/checkbox";
import { Dialog } from "../ui/dialog";
import { Field } from "../ui/field";
import { formatCount } from "../ui/format-count";
import { formatDuration } from "../ui/format-duration";
import { InstructionsField } from "./instructions-field";
import { ModelField } from "./model-field";
import { SessionPicker } from "./session-picker";
import { StorePicker } from "./store-picker";

interface StartDreamDialogProps {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  /** Chosen already, or empty. */
  initialStoreId: string;
}

const builtInModel = "reverie-deterministic-1";

/** At most: what was paid for already is not asked again. */
function costWords({ input_tokens, output_tokens, cost, is_cost_known }: DreamEstimate): string {
  if (input_tokens === 0) return "no tokens, no cost";
  const tokens = `at most ${formatCount(input_tokens + output_tokens, "token")}`;
  return is_cost_known ? `${tokens}, $${cost.toFixed(2)}` : `${tokens}, price not known`;
}

/** Store, sessions, model, instructions: everything a dream needs, on one sheet. */
export function StartDreamDialog({ isOpen, onOpenChange, initialStoreId }: StartDreamDialogProps) {
  const [storeId, setStoreId] = useState(initialStoreId);
  const [sessionIds, setSessionIds] = useState<ReadonlySet<string>>(new Set());
  const [model, setModel] = useState(builtInModel);
  const [instructions, setInstructions] = useState("");
  const [writesAtOnce, setWritesAtOnce] = useState(false);
  const { data: me } = useQuery(meOptions());
  const router = useRouter();
  const client = useQueryClient();
  const start = useMutation({
    mutationFn: (body: CreateDreamBody) => apiFetch<Dream>("/dreams", { method: "POST", body }),
    onSuccess: async (dream) => {
      await client.invalidateQueries({ queryKey: ["dreams"] });
      router.push(routes.dream(dream.id));
    },
  });
  const isReady = storeId !== "" && sessionIds.size > 0 && sessionIds.size <= 100;
  const inputs: CreateDreamBody["inputs"] = [
    { type: "memory_store", memory_store_id: storeId },
    { type: "sessions", session_ids: [...sessionIds] },
  ];
  const { data: estimate } = useQuery(dreamEstimateOptions(isReady ? { inputs, model } : null));
  const submit = (): void =>
    start.mutate({
      inputs,
      model,
      ...(instructions.trim() === "" ? {} : { instructions: instructions.trim() }),
      ...(writesAtOnce ? { output_behavior: { type: "update_existing", memory_store_id: storeId } } : {}),
    });
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      width="lg"
      title="Start a dream"
      description="It works on a copy. What it proposes waits for your decision, file by file."
      footer={
        <>
          <Button onClick={() => onOpenChange(false)}>Cancel</Button>
          <Button variant="dream" isBusy={start.isPending} disabled={!isReady} onClick={submit}>
            {sessionIds.size === 0 ? "Start the dream" : `Dream over ${sessionIds.size} sessions`}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4 text-13">
        {start.isError ? (
          <Callout tone="danger" isLive>
            {start.error.message}
          </Callout>
        ) : null}
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label="Store">
            {({ id }) => (
              <StorePicker
                id={id}
                value={storeId}
                onValueChange={(next) => {
                  setStoreId(next);
                  setSessionIds(new Set());
                }}
              />
            )}
          </Field>
          <ModelField value={model} onValueChange={setModel} />
        </div>
        {storeId === "" ? null : (
          <SessionPicker key={storeId} storeId={storeId} chosen={sessionIds} onChange={setSessionIds} />
        )}
        <InstructionsField value={instructions} onValueChange={setInstructions} />
        {estimate === undefined ? null : (
          <p className="text-12 text-ink-2 tabular">
            {formatCount(estimate.events, "event")} to read: about {formatDuration(estimate.seconds * 1000)},{" "}
            {costWords(estimate)}.
          </p>
        )}
        {mayDo(me, "memory:write") ? (
          <Checkbox
            label="Write into the store at once"
            hint="Skips the review. Each change is a version and can be undone."
            isChecked={writesAtOnce}
            onCheckedChange={setWritesAtOnce}
          />
        ) : null}
      </div>
    </Dialog>
  );
}
