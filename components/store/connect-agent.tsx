"use client";
import Link from "next/link";
import { useSyncExternalStore } from "react";
import { routes } from "@/lib/client/routes";
import { CodeSnippet } from "../ui/code-snippet";
import { Segmented } from "../ui/segmented";
import { usePreference } from "../ui/use-preference";
import { connectSnippet, type SnippetLanguage, snippetLanguages } from "./connect-snippets";

const languages = snippetLanguages.map(({ value }) => value);
const unchanging = () => () => undefined;

export function ConnectAgent({ storeId }: { storeId: string }) {
  const [language, setLanguage] = usePreference<SnippetLanguage>("store.snippet", languages, "typescript");
  const origin = useSyncExternalStore(
    unchanging,
    () => window.location.origin,
    () => "",
  );
  return (
    <section aria-labelledby="connect" className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h3 id="connect" className="text-14 font-semibold">
          Connect an agent
        </h3>
        <Segmented label="Language" options={snippetLanguages} value={language} onValueChange={setLanguage} />
      </div>
      <CodeSnippet code={connectSnippet(language, origin, storeId)} label="Copy the snippet" />
      <p className="prose-width text-12 text-ink-3">
        The key comes from{" "}
        <Link href={routes.settingsSection("api-keys")} className="text-accent underline underline-offset-2">
          Settings, API keys
        </Link>
        ; limit it to this store. An agent that works in sessions needs no key of its own: attach the store to the
        session and give it the session's token.
      </p>
    </section>
  );
}
