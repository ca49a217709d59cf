"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Archive, Copy, Ellipsis, KeyRound, Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { apiFetch } from "@/lib/client/api-fetch";
import { routes } from "@/lib/client/routes";
import type { Session } from "@/lib/contract/session";
import { Button } from "../ui/button";
import { ConfirmDialog } from "../ui/confirm-dialog";
import { formatCount } from "../ui/format-count";
import { IconButton } from "../ui/icon-button";
import { laterPart } from "../ui/lazy-part";
import { Menu, MenuItem, MenuSeparator } from "../ui/menu";
import { toast } from "../ui/toast";

const SessionTokenDialog = laterPart(() =>
  import("./session-token-dialog").then((module) => module.SessionTokenDialog),
);

/** What can be done with a session, as far as the reader may. */
export function SessionActions({ session }: { session: Session }) {
  const [open, setOpen] = useState<"token" | "archive" | "delete" | null>(null);
  const client = useQueryClient();
  const router = useRouter();
  const may = (ability: string) => session.reverie.abilities?.some((name) => name === ability) ?? false;
  const archive = useMutation({
    mutationFn: () => apiFetch<Session>(`/sessions/${session.id}/archive`, { method: "POST" }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ["sessions"] });
      setOpen(null);
      toast.success("Archived the session. Lists leave it out unless they are asked for it.");
    },
  });
  const remove = useMutation({
    mutationFn: () => apiFetch(`/sessions/${session.id}`, { method: "DELETE" }),
    onSuccess: async () => {
      router.push(routes.sessions);
      await client.invalidateQueries({ queryKey: ["sessions", "list"] });
      toast.success("Deleted the session.");
    },
  });
  const close = (isOpen: boolean) => {
    if (!isOpen) setOpen(null);
  };
  return (
    <>
      {may("create_token") ? (
        <Button onClick={() => setOpen("token")}>
          <KeyRound aria-hidden />
          Make a token
        </Button>
      ) : null}
      <Menu
        trigger={
          <IconButton label="More actions" variant="secondary">
            <Ellipsis aria-hidden />
          </IconButton>
        }
      >
        <MenuItem icon={<Copy aria-hidden />} onSelect={() => void navigator.clipboard.writeText(session.id)}>
          Copy the session's id
        </MenuItem>
        {(may("archive") && session.archived_at === null) || may("delete") ? <MenuSeparator /> : null}
        {may("archive") && session.archived_at === null ? (
          <MenuItem icon={<Archive aria-hidden />} onSelect={() => setOpen("archive")}>
            Archive the session
          </MenuItem>
        ) : null}
        {may("delete") ? (
          <MenuItem icon={<Trash2 aria-hidden />} isDanger onSelect={() => setOpen("delete")}>
            Delete the session
          </MenuItem>
        ) : null}
      </Menu>
      <SessionTokenDialog session={session} isOpen={open === "token"} onOpenChange={close} />
      <ConfirmDialog
        isOpen={open === "archive"}
        onOpenChange={close}
        title="Archive this session?"
        action="Archive the session"
        isBusy={archive.isPending}
        error={archive.error?.message ?? null}
        onConfirm={() => archive.mutate()}
      >
        It takes no more events, and lists leave it out. Its transcript stays readable, and so do links to it.
      </ConfirmDialog>
      <ConfirmDialog
        isOpen={open === "delete"}
        onOpenChange={close}
        title="Delete this session?"
        action="Delete the session"
        isIrreversible
        isBusy={remove.isPending}
        error={remove.error?.message ?? null}
        onConfirm={() => remove.mutate()}
      >
        Its {formatCount(session.reverie.event_count, "event")} go with it. What it wrote into memory stays, with its
        name. Dreams that cite it keep their quotes, but these lead nowhere.
      </ConfirmDialog>
    </>
  );
}
