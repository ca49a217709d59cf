"use client";
import { signOut } from "next-auth/react";
import { useState } from "react";
import { forgetAllDrafts } from "../file/draft-store";
import { Button } from "../ui/button";
import { ButtonLink } from "../ui/button-link";

export function SignOutForm() {
  const [isBusy, setIsBusy] = useState(false);
  return (
    <div className="flex flex-col gap-4">
      <h1 className="text-16 font-semibold">Sign out</h1>
      <p className="text-13 text-ink-2">
        This browser forgets you and what you typed but did not save. Reviews that you began stay on the server.
      </p>
      <div className="flex gap-2">
        <Button
          variant="primary"
          size="lg"
          isBusy={isBusy}
          onClick={() => {
            setIsBusy(true);
            forgetAllDrafts(window.localStorage);
            void signOut({ callbackUrl: "/sign-in" });
          }}
        >
          Sign out
        </Button>
        <ButtonLink href="/stores" size="lg">
          Stay
        </ButtonLink>
      </div>
    </div>
  );
}
