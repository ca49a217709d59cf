"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { apiFetch } from "@/lib/client/api-fetch";
import type { StoreAccess } from "@/lib/contract/api-key";
import type { Role } from "@/lib/contract/permission";
import type { CreateServiceAccountBody, ServiceAccount } from "@/lib/contract/service-account";
import { Checkbox } from "../ui/checkbox";
import { Field } from "../ui/field";
import { FormDialog } from "../ui/form-dialog";
import { Input } from "../ui/input";
import { toast } from "../ui/toast";
import { RoleChoice } from "./role-choice";
import { StoreLimits } from "./store-limits";

/** Asks for a name, roles and reach. There is no secret to show. */
export function MakeServiceAccountDialog({ onClose }: { onClose: () => void }) {
  const [name, setName] = useState("");
  const [roles, setRoles] = useState<Role[]>(["operator"]);
  const [isLimited, setIsLimited] = useState(false);
  const [stores, setStores] = useState<Record<string, StoreAccess>>({});
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
  return (
    <FormDialog
      title="Make a service account"
      action="Make the account"
      isReady={isReady}
      isBusy={make.isPending}
      failure={make.error?.message ?? null}
      onSubmit={() => make.mutate({ name: name.trim(), roles, ...(isLimited ? { memory_stores: grants } : {}) })}
      onClose={onClose}
    >
      <Field label="Name" hint="Shown beside everything that it does.">
        {(ids) => <Input {...ids} value={name} autoComplete="off" onChange={(event) => setName(event.target.value)} />}
      </Field>
      <RoleChoice roles={roles} onChange={setRoles} />
      <Checkbox
        label="Only certain stores"
        hint="It sees no others, and each can be read-only."
        isChecked={isLimited}
        onCheckedChange={setIsLimited}
      />
      {isLimited ? <StoreLimits stores={stores} onChange={setStores} /> : null}
    </FormDialog>
  );
}
