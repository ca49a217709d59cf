"use client";
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { CircleCheck, KeyRound, LoaderCircle } from "lucide-react";
import { type ReactNode, useSyncExternalStore } from "react";
import { apiFetch } from "@/lib/client/api-fetch";
import { mayDo, meOptions } from "@/lib/client/me";
import { memoryVersionsOptions } from "@/lib/client/memory-versions";
import { rowsOf } from "@/lib/client/page";
import { routes } from "@/lib/client/routes";
import type { ApiKey, CreateApiKeyBody } from "@/lib/contract/api-key";
import { Actor } from "../actor/actor";
import { Button } from "../ui/button";
import { ButtonLink } from "../ui/button-link";
import { Callout } from "../ui/callout";
import { CodeSnippet } from "../ui/code-snippet";
import { Segmented } from "../ui/segmented";
import { Time } from "../ui/time";
import { usePreference } from "../ui/use-preference";
import { type SnippetLanguage, snippetLanguages } from "./connect-snippets";
import { firstWriteSnippet } from "./first-write-snippets";
import { useStore } from "./store-context";
import { useRefetchInterval } from "./use-refetch-interval";

const languages = snippetLanguages.map(({ value }) => value);
const unchanging = () => () => undefined;

/** The way from an empty store to its first file: a key made here, a command to paste, and the file arriving. */
export function FirstWrite() {
  const { store } = useStore();
  const { data: me } = useQuery(meOptions());
  const [language, setLanguage] = usePreference<SnippetLanguage>("store.first-write", languages, "curl");
  const origin = useSyncExternalStore(
    unchanging,
    () => window.location.origin,
    () => "",
  );
  const client = useQueryClient();
  const key = useMutation({
    mutationFn: () => {
      const body: CreateApiKeyBody = {
        name: `First write to ${store.name}`.slice(0, 255),
        permissions: ["memory:read", "memory:write"],
        memory_stores: [{ memory_store_id: store.id, access: "read_write" }],
      };
      return apiFetch<ApiKey & { secret: string }>("/api_keys", { method: "POST", body });
    },
    onSuccess: () => client.invalidateQueries({ queryKey: ["api_keys"] }),
  });
  const secret = key.data?.secret ?? null;
  return (
    <section aria-labelledby="first-write" className="flex flex-col gap-4">
      <div>
        <h3 id="first-write" className="text-16 font-semibold">
          Make the first write
        </h3>
        <p className="prose-width text-13 text-ink-2">
          An agent needs a key and this address. This page shows the file the moment it is written.
        </p>
      </div>
      <ol className="flex flex-col gap-5">
        <Step number={1} title="A key for this store">
          {secret !== null ? (
            <Callout tone="warn" isLive>
              The key stands in the command below. It is shown only now, and reaches only this store.
            </Callout>
          ) : mayDo(me, "admin") ? (
            <>
              <Button variant="primary" isBusy={key.isPending} onClick={() => key.mutate()}>
                <KeyRound aria-hidden />
                Make a key
              </Button>
              {key.isError ? (
                <Callout tone="danger" isLive>
                  {key.error.message}
                </Callout>
              ) : null}
            </>
          ) : (
            <p className="text-13 text-ink-2">
              Ask an administrator for one, and put it into <code className="font-mono text-12">REVERIE_API_KEY</code>.
            </p>
          )}
        </Step>
        <Step number={2} title="Paste this into a terminal">
          <Segmented label="Language" options={snippetLanguages} value={language} onValueChange={setLanguage} />
          <CodeSnippet
            code={firstWriteSnippet(language, { origin, storeId: store.id, secret })}
            label="Copy the command"
          />
        </Step>
        <Step number={3} title="The file arrives">
          <Arrival />
        </Step>
      </ol>
    </section>
  );
}

function Step({ number, title, children }: { number: number; title: string; children: ReactNode }) {
  return (
    <li className="flex gap-3">
      <span
        aria-hidden
        className="grid size-6 shrink-0 place-items-center rounded-full border border-line-strong text-12 font-medium text-ink-2 tabular"
      >
        {number}
      </span>
      <div className="flex min-w-0 flex-1 flex-col items-start gap-2 [&>*]:max-w-full">
        <h4 className="text-13 leading-6 font-medium">{title}</h4>
        {children}
      </div>
    </li>
  );
}

function Arrival() {
  const { store } = useStore();
  const refetchInterval = useRefetchInterval();
  const versions = useInfiniteQuery({ ...memoryVersionsOptions(store.id, { limit: 50 }), refetchInterval });
  const first = rowsOf(versions.data).at(-1);
  return (
    <div role="status" className="text-13">
      {first === undefined ? (
        <span className="flex items-center gap-2 text-ink-2">
          <LoaderCircle aria-hidden className="size-4 animate-spin motion-reduce:animate-none" />
          Waiting for the first write
        </span>
      ) : (
        <span className="flex flex-wrap items-center gap-2">
          <CircleCheck aria-hidden className="size-4 text-ok" />
          <span className="font-mono text-12">{first.path}</span>
          <span className="text-ink-2">
            written by <Actor actor={first.created_by} via={first.reverie.via} size="sm" className="align-bottom" />{" "}
            <Time at={first.created_at} />
          </span>
          {first.path === null ? null : (
            <ButtonLink size="sm" href={routes.file(store.id, first.path)}>
              Open the file
            </ButtonLink>
          )}
        </span>
      )}
    </div>
  );
}
