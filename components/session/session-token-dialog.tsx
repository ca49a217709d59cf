"use client";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { apiFetch } from "@/lib/client/api-fetch";
import type { Session } from "@/lib/contract/session";
import { Button } from "../ui/button";
import { Callout } from "../ui/callout";
import { CodeSnippet } from "../ui/code-snippet";
import { Dialog } from "../ui/dialog";
import { Field } from "../ui/field";
import { Select } from "../ui/select";
import { Time } from "../ui/time";

interface SessionToken {
  token: string;
  expires_at: string;
}

const hourSeconds = 3600;
const lives = [
  { value: String(hourSeconds), label: "1 hour" },
  { value: String(8 * hourSeconds), label: "8 hours" },
  { value: String(24 * hourSeconds), label: "1 day" },
  { value: String(7 * 24 * hourSeconds), label: "7 days" },
  { value: String(30 * 24 * hourSeconds), label: "30 days" },
];

interface SessionTokenDialogProps {
  session: Session;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
}

/** Makes a token with which an agent is this session, and shows it once. */
export function SessionTokenDialog({ session, isOpen, onOpenChange }: SessionTokenDialogProps) {
  const [life, setLife] = useState(String(24 * hourSeconds));
  const make = useMutation({
    mutationFn: () =>
      apiFetch<SessionToken>(`/sessions/${session.id}/token`, { method: "POST", body: { ttl_seconds: Number(life) } }),
  });
  const close = (next: boolean) => {
    onOpenChange(next);
    if (!next) make.reset();
  };
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={close}
      width="lg"
      title={make.isSuccess ? "The token is ready" : "Make a session token"}
      description={
        make.isSuccess
          ? undefined
          : "With it an agent can read this session, add its events, and reach the stores attached to it with their access. What it writes carries this session's name."
      }
      footer={
        make.isSuccess ? (
          <Button variant="primary" onClick={() => close(false)}>
            Done
          </Button>
        ) : (
          <>
            <Button onClick={() => close(false)}>Cancel</Button>
            <Button variant="primary" isBusy={make.isPending} onClick={() => make.mutate()}>
              Make the token
            </Button>
          </>
        )
      }
    >
      {make.isSuccess ? (
        <div className="flex flex-col gap-3 text-13">
          <Callout tone="warn">
            Copy it now: it is shown only this once. It ends <Time at={make.data.expires_at} />.
          </Callout>
          <CodeSnippet code={make.data.token} label="Copy the token" />
          <p className="text-ink-2">Mount the session's stores as folders, with the official SDK:</p>
          <CodeSnippet code={mountSnippet(session.id)} label="Copy the code" />
          <p className="text-ink-2">Or add events to the transcript from anywhere:</p>
          <CodeSnippet code={eventSnippet(session.id)} label="Copy the command" />
        </div>
      ) : (
        <div className="flex flex-col gap-3">
          {make.isError ? <Callout tone="danger">{make.error.message}</Callout> : null}
          <Field label="It ends after">
            {({ id }) => <Select id={id} label="It ends after" options={lives} value={life} onValueChange={setLife} />}
          </Field>
        </div>
      )}
    </Dialog>
  );
}

function mountSnippet(sessionId: string): string {
  return `import Anthropic from "@anthropic-ai/sdk";
import { SessionMemoryStores } from "@anthropic-ai/sdk/tools/agent-toolset/node";

const client = new Anthropic({
  baseURL: "${window.location.origin}",
  apiKey: process.env.REVERIE_SESSION_TOKEN,
});
const stores = new SessionMemoryStores(client, { workdir: "/work" });
await stores.download(await client.beta.sessions.retrieve("${sessionId}"));
// … the agent reads and writes the folders …
await stores.finish();`;
}

function eventSnippet(sessionId: string): string {
  return `curl -sS "${window.location.origin}/v1/sessions/${sessionId}/events" \\
  -H "Authorization: Bearer $REVERIE_SESSION_TOKEN" -H "content-type: application/json" \\
  -d '{"events": [{"type": "user.message", "content": [{"type": "text", "text": "Go on."}]}]}'`;
}
