"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { apiFetch } from "@/lib/client/api-fetch";
import type { Session, SessionOutcome } from "@/lib/contract/session";
import { Select } from "../ui/select";
import { toast } from "../ui/toast";
import { OutcomeBadge } from "./session-badges";

const options: readonly { value: SessionOutcome; label: string }[] = [
  { value: "unknown", label: "unknown" },
  { value: "success", label: "success" },
  { value: "failure", label: "failure" },
];

/** How the session ended; whoever may change the session may say so, since dreams count by it. */
export function OutcomeChoice({ session }: { session: Session }) {
  const client = useQueryClient();
  const change = useMutation({
    mutationFn: (outcome: SessionOutcome) =>
      apiFetch<Session>(`/sessions/${session.id}`, { method: "POST", body: { reverie: { outcome } } }),
    onSuccess: () => client.invalidateQueries({ queryKey: ["sessions"] }),
    onError: (error) => toast.error(`The outcome was not changed. ${error.message}`),
  });
  if (!session.reverie.abilities?.includes("update")) return <OutcomeBadge outcome={session.reverie.outcome} />;
  return (
    <Select
      label="Outcome"
      options={options}
      value={change.isPending ? change.variables : (session.reverie.outcome ?? "unknown")}
      onValueChange={(outcome) => change.mutate(outcome)}
      className="h-6"
    />
  );
}
