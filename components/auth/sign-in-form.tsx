"use client";
import { useSearchParams } from "next/navigation";
import { signIn } from "next-auth/react";
import { type FormEvent, useState } from "react";
import { Button } from "../ui/button";
import { Callout } from "../ui/callout";
import { Field } from "../ui/field";
import { Input } from "../ui/input";

const refusals: Record<string, string> = {
  CredentialsSignin: "The e-mail address and the password do not belong together.",
  rate_limit_error: "Too many failed tries. Wait 15 minutes, then try again.",
};

/** Where to go after signing in: only a place of ours, never another site. */
export function placeAfterSignIn(callbackUrl: string | null): string {
  if (callbackUrl === null || !URL.canParse(callbackUrl, "http://here.invalid")) return "/stores";
  const { pathname, search } = new URL(callbackUrl, "http://here.invalid");
  return pathname.startsWith("//") || pathname === "/sign-in" ? "/stores" : pathname + search;
}

export function SignInForm() {
  const [refusal, setRefusal] = useState<string | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const callbackUrl = useSearchParams().get("callbackUrl");
  const submit = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setIsBusy(true);
    const answer = await signIn("credentials", {
      redirect: false,
      email: form.get("email"),
      password: form.get("password"),
    });
    if (answer?.ok) return window.location.assign(placeAfterSignIn(callbackUrl));
    setIsBusy(false);
    setRefusal(refusals[answer?.error ?? ""] ?? "The server could not check the sign-in. Try again in a moment.");
  };
  return (
    <form onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
      <h1 className="text-16 font-semibold">Sign in</h1>
      {refusal === null ? null : (
        <Callout tone="danger" isLive>
          {refusal}
        </Callout>
      )}
      <Field label="E-mail">
        {(ids) => <Input {...ids} name="email" type="email" autoComplete="username" required autoFocus />}
      </Field>
      <Field label="Password">
        {(ids) => <Input {...ids} name="password" type="password" autoComplete="current-password" required />}
      </Field>
      <Button type="submit" variant="primary" size="lg" isBusy={isBusy}>
        Sign in
      </Button>
    </form>
  );
}
