"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { z } from "zod";
import { apiFetch } from "@/lib/client/api-fetch";
import type { invitation } from "@/lib/contract/member";
import type { Role } from "@/lib/contract/permission";
import { Button } from "../ui/button";
import { Callout } from "../ui/callout";
import { CodeSnippet } from "../ui/code-snippet";
import { Dialog } from "../ui/dialog";
import { Field } from "../ui/field";
import { Input } from "../ui/input";
import { Time } from "../ui/time";
import { RoleChoice } from "./role-choice";

interface InviteDialogProps {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
}

/** Makes a one-time link for a person; it is shown here, and nowhere sent. */
export function InviteDialog({ isOpen, onOpenChange }: InviteDialogProps) {
  const [email, setEmail] = useState("");
  const [roles, setRoles] = useState<Role[]>(["viewer"]);
  const client = useQueryClient();
  const invite = useMutation({
    mutationFn: () =>
      apiFetch<z.infer<typeof invitation>>("/members", { method: "POST", body: { email: email.trim(), roles } }),
    onSuccess: () => client.invalidateQueries({ queryKey: ["members"] }),
  });
  const close = (next: boolean): void => {
    onOpenChange(next);
    if (next) return;
    setEmail("");
    setRoles(["viewer"]);
    invite.reset();
  };
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={close}
      title={invite.isSuccess ? `${invite.data.member.email} is invited` : "Invite a person"}
      footer={
        invite.isSuccess ? (
          <Button variant="primary" onClick={() => close(false)}>
            Done
          </Button>
        ) : (
          <>
            <Button onClick={() => close(false)}>Cancel</Button>
            <Button
              variant="primary"
              isBusy={invite.isPending}
              disabled={!email.includes("@") || roles.length === 0}
              onClick={() => invite.mutate()}
            >
              Make the invitation link
            </Button>
          </>
        )
      }
    >
      {invite.isSuccess ? (
        <div className="flex flex-col gap-3 text-13">
          <p className="text-ink-2">
            Send this link to the person yourself. It works once, and expires <Time at={invite.data.expires_at} />.
          </p>
          <CodeSnippet code={invite.data.url} label="Copy the link" />
        </div>
      ) : (
        <div className="flex flex-col gap-4 text-13">
          {invite.isError ? (
            <Callout tone="danger" isLive>
              {invite.error.message}
            </Callout>
          ) : null}
          <Field label="E-mail">
            {(ids) => (
              <Input
                {...ids}
                type="email"
                value={email}
                autoComplete="off"
                onChange={(event) => setEmail(event.target.value)}
              />
            )}
          </Field>
          <RoleChoice roles={roles} onChange={setRoles} />
        </div>
      )}
    </Dialog>
  );
}
