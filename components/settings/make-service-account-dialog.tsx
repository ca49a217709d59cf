"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useId, useState } from "react";
import { toast } from "sonner";
import { apiFetch } from "@/lib/client/api-fetch";
import type { StoreAccess } from "@/lib/contract/api-key";
import type { Role } from "@/lib/contract/permission";
import type { CreateServiceAccountBody, ServiceAccount } from "@/lib/contract/service-account";
import { Button } from "../ui/button";
import { Callout } from "../ui/callout";
import { Checkbox } from "../ui/checkbox";
import { Dialog } from "../ui/dialog";
import { Field } from "../ui/field";
import { Input } from "../ui/input";
import { RoleChoice } from "./role-choice";
import { StoreLimits } from "./store-limits";

/** Asks for a name, roles and reach. There is no secret to show. */
export function MakeServiceAccountDialog({ onClose }: { onClose: () => void }) {
  const [name, setName] = useState("");
  const [roles, setRoles] = useState<Role[]>(["operator"]);
  const [isLimited, setIsLimited] = useState(false);
  const [stores, setStores] = useState<Record<string, StoreAccess>>({});
  const formId = useId();
  const client = useQueryClient();
  const make = useMutation({
    mutationFn: (body: CreateServiceAccountBody) =>
      apiFetch<ServiceAccount>("/service_accounts", { method: "POST", body }),
    onSuccess: async (account) => {
      await client.invalidateQueries({ queryKey: ["service_accounts"] });
      toast.success(`Made ${account.name}`);
      onClose();
    },
  });
  const grants = Object.entries(stores).map(([id, access]) => ({ memory_store_id: id, access }));
  const isReady = name.trim() !== "" && roles.length > 0 && (!isLimited || grants.length > 0);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (isReady) make.mutate({ name: name.trim(), roles, ...(isLimited ? { memory_stores: grants } : {}) });
  };
  return (
    <Dialog
      isOpen
      onOpenChange={(next) => next || onClose()}
      title="Make a service account"
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={formId} variant="primary" isBusy={make.isPending} disabled={!isReady}>
            Make the account
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} className="flex flex-col gap-4 text-13">
        {make.isError ? (
          <Callout tone="danger" isLive>
            {make.error.message}
          </Callout>
        ) : null}
        <Field label="Name" hint="Shown beside everything that it does.">
          {(ids) => (
            <Input {...ids} value={name} autoComplete="off" onChange={(event) => setName(event.target.value)} />
          )}
        </Field>
        <RoleChoice roles={roles} onChange={setRoles} />
        <Checkbox
          label="Only certain stores"
          hint="It sees no others, and each can be read-only."
          isChecked={isLimited}
          onCheckedChange={setIsLimited}
        />
        {isLimited ? <StoreLimits stores={stores} onChange={setStores} /> : null}
      </form>
    </Dialog>
  );
}
