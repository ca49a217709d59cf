"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useMemo, useRef, useState } from "react";
import { folderOptions } from "@/lib/client/memory-tree";
import { restorePlanOptions } from "@/lib/client/restores";
import { ReasonField } from "../file/reason-field";
import { useStore } from "../store/store-context";
import { useStoreView } from "../store/use-store-address";
import { Button } from "../ui/button";
import { Callout } from "../ui/callout";
import { Dialog } from "../ui/dialog";
import { Field } from "../ui/field";
import { formatCount } from "../ui/format-count";
import { Input } from "../ui/input";
import { Progress } from "../ui/progress";
import { exactUtc } from "../ui/relative-time";
import { SkeletonRows } from "../ui/skeleton";
import { totalOf } from "./difference-counts";
import { folderProblem, foldersOf } from "./folder-problem";
import { RestorePlan } from "./restore-plan";
import { useRestoreFolder } from "./use-restore-folder";
import { useRestoreRequest } from "./use-restore-request";

/** Stands where the address asks for a restore, for those who may make one. */
export function RestoreStoreDialog() {
  const { store } = useStore();
  const [{ restore }] = useRestoreRequest();
  return restore === null || !store.reverie.abilities?.includes("write") ? null : (
    <RestoreStore key={restore} at={restore} />
  );
}

/** Brings a folder or the whole store back to a moment, after showing what that does. */
function RestoreStore({ at }: { at: string }) {
  const { store } = useStore();
  const [{ folder }, setRequest] = useRestoreRequest();
  const [, setView] = useStoreView();
  const [typed, setTyped] = useState(folder);
  const [reason, setReason] = useState("");
  const cancel = useRef<HTMLButtonElement>(null);
  const problem = folderProblem(folder);
  const request = { storeId: store.id, at, folder };
  const close = () => setRequest({ restore: null, folder: null });
  const plan = useQuery({
    ...restorePlanOptions(request),
    enabled: problem === null,
    placeholderData: keepPreviousData,
  });
  const restore = useRestoreFolder(request, () => {
    setRequest({ restore: null, folder: null });
    setView({ at: null, version: null, compare: null, edit: null });
  });
  const root = useQuery(folderOptions(store.id, "/", { at }, null));
  const folders = useMemo(() => foldersOf(root.data?.data.map(({ path }) => path) ?? [], 200), [root.data]);
  const total = plan.data === undefined ? 0 : totalOf(plan.data.counts);
  const isSettled = typed === folder && problem === null && plan.isSuccess && !plan.isPlaceholderData;
  const commit = () => setRequest({ folder: typed.trim() === "" ? "/" : typed.trim() });
  return (
    <Dialog
      isOpen
      width="lg"
      initialFocus={cancel}
      onOpenChange={(next) => next || restore.isPending || close()}
      title="Restore to an earlier moment"
      description={
        <>
          <bdi>{store.name}</bdi>, as of <span className="font-mono text-12">{exactUtc(new Date(at))}</span>. Each file
          that differs gets a new version; nothing in the history is rewritten.
        </>
      }
      footer={
        <>
          <Button ref={cancel} disabled={restore.isPending} onClick={close}>
            Cancel
          </Button>
          <Button
            variant="primary"
            disabled={!isSettled || total === 0}
            isBusy={restore.isPending}
            onClick={() => restore.mutate(reason.trim() || `restored to ${exactUtc(new Date(at))}`)}
          >
            {total === 0 ? "Restore" : `Restore ${formatCount(total, "file")}`}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4 text-13 text-ink-2">
        <Field
          label="Folder"
          hint="/ is the whole store."
          {...(problem === null ? {} : { error: `The folder ${problem}.` })}
        >
          {(ids) => (
            <>
              <Input
                {...ids}
                list={`${ids.id}-folders`}
                value={typed}
                disabled={restore.isPending}
                spellCheck={false}
                autoComplete="off"
                className="font-mono text-12"
                onChange={(event) => setTyped(event.target.value)}
                onBlur={commit}
                onKeyDown={(event) => {
                  if (event.key === "Enter") commit();
                }}
              />
              <datalist id={`${ids.id}-folders`}>
                {folders.map((path) => (
                  <option key={path} value={path} />
                ))}
              </datalist>
            </>
          )}
        </Field>
        {problem !== null ? null : plan.isError ? (
          <Callout tone="danger" title="What would happen could not be found out.">
            {plan.error.message}
          </Callout>
        ) : plan.data === undefined ? (
          <SkeletonRows label="what would happen" count={4} />
        ) : (
          <RestorePlan plan={plan.data} />
        )}
        <ReasonField value={reason} onValueChange={setReason} />
        {restore.isPending ? <Progress label={`Restoring ${formatCount(total, "file")}`} done={0} /> : null}
        {restore.isError ? (
          <Callout tone="danger" isLive title="Nothing was restored.">
            {restore.error.message}
          </Callout>
        ) : null}
      </div>
    </Dialog>
  );
}
