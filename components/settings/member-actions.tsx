"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Ellipsis } from "lucide-react";
import { useState } from "react";
import { apiFetch } from "@/lib/client/api-fetch";
import type { Member } from "@/lib/contract/member";
import type { Role } from "@/lib/contract/permission";
import { Button } from "../ui/button";
import { Callout } from "../ui/callout";
import { ConfirmDialog } from "../ui/confirm-dialog";
import { Dialog } from "../ui/dialog";
import { Menu, MenuItem } from "../ui/menu";
import { RoleChoice } from "./role-choice";

/** Change the roles of a person, or remove them. */
export function MemberActions({ member }: { member: Member }) {
  const [open, setOpen] = useState<"roles" | "remove" | null>(null);
  const [roles, setRoles] = useState<Role[]>(member.roles);
  const client = useQueryClient();
  const onSuccess = async (): Promise<void> => {
    await client.invalidateQueries({ queryKey: ["members"] });
    setOpen(null);
  };
  const update = useMutation({
    mutationFn: () => apiFetch<Member>(`/members/${member.id}`, { method: "POST", body: { roles } }),
    onSuccess,
  });
  const remove = useMutation({
    mutationFn: () => apiFetch<Member>(`/members/${member.id}/remove`, { method: "POST" }),
    onSuccess,
  });
  const name = member.name ?? member.email;
  return (
    <>
      <Menu
        trigger={
          <Button size="sm" variant="ghost" aria-label={`Actions for ${name}`}>
            <Ellipsis aria-hidden />
          </Button>
        }
      >
        <MenuItem onSelect={() => setOpen("roles")}>Change roles</MenuItem>
        <MenuItem isDanger onSelect={() => setOpen("remove")}>
          Remove
        </MenuItem>
      </Menu>
      <Dialog
        isOpen={open === "roles"}
        onOpenChange={(isOpen) => setOpen(isOpen ? "roles" : null)}
        title={`Roles of ${name}`}
        description="A change ends the person's sign-ins; they sign in again with the new roles."
        footer={
          <>
            <Button onClick={() => setOpen(null)}>Cancel</Button>
            <Button
              variant="primary"
              isBusy={update.isPending}
              disabled={roles.length === 0}
              onClick={() => update.mutate()}
            >
              Save the roles
            </Button>
          </>
        }
      >
        <div className="flex flex-col gap-3 text-13">
          {update.isError ? <Callout tone="danger">{update.error.message}</Callout> : null}
          <RoleChoice roles={roles} onChange={setRoles} />
        </div>
      </Dialog>
      <ConfirmDialog
        isOpen={open === "remove"}
        onOpenChange={(isOpen) => setOpen(isOpen ? "remove" : null)}
        title={`Remove ${name}?`}
        action="Remove the person"
        isIrreversible
        isBusy={remove.isPending}
        error={remove.error?.message ?? null}
        onConfirm={() => remove.mutate()}
      >
        They are signed out at once. What they wrote and decided keeps their name.
      </ConfirmDialog>
    </>
  );
}
