import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { currentActor } from "@/app/current-actor";
import { SignInForm } from "@/components/auth/sign-in-form";
import { Callout } from "@/components/ui/callout";
import { hasActiveMember } from "@/lib/auth/has-active-member";
import { getApplicationPool } from "@/lib/db/pool";

export const metadata: Metadata = { title: "Sign in" };

export default async function SignInPage() {
  if ((await currentActor()) !== null) redirect("/stores");
  if (!(await hasActiveMember(getApplicationPool()))) {
    return (
      <>
        <h1 className="mb-3 text-16 font-semibold">No administrator yet</h1>
        <Callout tone="info">
          Open the one-time set-up link that <code>npm start</code> printed. Starting again prints a new one.
        </Callout>
      </>
    );
  }
  return <SignInForm />;
}
