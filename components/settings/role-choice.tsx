"use client";
import type { Role } from "@/lib/contract/permission";
import { roles as allRoles } from "@/lib/contract/vocabulary";
import { Checkbox } from "../ui/checkbox";

const meanings: Record<Role, string> = {
  viewer: "reads stores, sessions and dreams",
  operator: "writes memory, imports sessions, starts dreams",
  reviewer: "decides what a dream may change, and applies it",
  compliance: "redacts, and reads the audit record",
  admin: "everything, with keys, people and settings",
};

/** Which roles a person holds; several add up. */
export function RoleChoice({ roles, onChange }: { roles: readonly Role[]; onChange: (roles: Role[]) => void }) {
  return (
    <fieldset className="flex flex-col gap-0.5">
      <legend className="mb-1 text-12 font-medium text-ink-2">Roles</legend>
      {allRoles.map((name) => (
        <Checkbox
          key={name}
          label={name}
          hint={meanings[name]}
          isChecked={roles.includes(name)}
          onCheckedChange={(isChecked) =>
            onChange(isChecked ? [...roles, name] : roles.filter((held) => held !== name))
          }
        />
      ))}
    </fieldset>
  );
}
