"use client";
import { signIn } from "next-auth/react";
import { type FormEvent, useState } from "react";
import { apiErrorOf } from "@/lib/client/api-error";
import { Button } from "../ui/button";
import { Callout } from "../ui/callout";
import { Field } from "../ui/field";
import { Input } from "../ui/input";

const texts = {
  setup: { title: "Set up Reverie", intro: "You become the first administrator. You can invite others afterwards." },
  invitation: { title: "Join Reverie", intro: "You were invited. Choose a password to take your place." },
};

/** The page behind a one-time link; its token stands in the address's fragment. */
export function JoinForm({ kind }: { kind: "setup" | "invitation" }) {
  const [refusal, setRefusal] = useState<string | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const submit = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setIsBusy(true);
    setRefusal(null);
    const failure = await join(form);
    if (failure === null) return window.location.assign("/stores");
    setIsBusy(false);
    setRefusal(failure);
  };
  return (
    <form onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
      <div>
        <h1 className="text-16 font-semibold">{texts[kind].title}</h1>
        <p className="mt-1 text-13 text-ink-2">{texts[kind].intro}</p>
      </div>
      {refusal === null ? null : (
        <Callout tone="danger" isLive>
          {refusal}
        </Callout>
      )}
      <Field label="Your name">{(ids) => <Input {...ids} name="name" autoComplete="name" required autoFocus />}</Field>
      {kind === "setup" ? (
        <Field label="E-mail">
          {(ids) => <Input {...ids} name="email" type="email" autoComplete="username" required />}
        </Field>
      ) : null}
      <Field label="Password" hint="At least 12 characters.">
        {(ids) => (
          <Input {...ids} name="password" type="password" autoComplete="new-password" required minLength={12} />
        )}
      </Field>
      <Button type="submit" variant="primary" size="lg" isBusy={isBusy}>
        {kind === "setup" ? "Create the administrator" : "Join"}
      </Button>
    </form>
  );
}

/** Uses the link and signs in. Answers what went wrong, or null. */
async function join(form: FormData): Promise<string | null> {
  const password = form.get("password");
  const response = await fetch("/api/invitations", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      token: window.location.hash.slice(1),
      name: form.get("name"),
      email: form.get("email"),
      password,
    }),
  }).catch(() => null);
  if (response === null) return "The server could not be reached. Try again in a moment.";
  const body: unknown = await response.json().catch(() => null);
  if (!response.ok) return apiErrorOf(response.status, body, null).message;
  const email = typeof body === "object" && body !== null && "email" in body ? body.email : null;
  const answer = await signIn("credentials", { redirect: false, email, password });
  return answer?.ok ? null : "Your account is ready, but signing in failed. Open the sign-in page.";
}
