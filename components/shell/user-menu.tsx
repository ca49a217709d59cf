"use client";
import { useQuery } from "@tanstack/react-query";
import { Keyboard, LogOut, Settings } from "lucide-react";
import { meOptions } from "@/lib/client/me";
import { routes } from "@/lib/client/routes";
import { twoLetters } from "../actor/two-letters";
import { useOpenSheet } from "../command/command-provider";
import { Menu, MenuItem, MenuSeparator } from "../ui/menu";

export function UserMenu() {
  const { data: me } = useQuery(meOptions());
  const openSheet = useOpenSheet();
  const name = me?.name || me?.email || null;
  return (
    <Menu
      trigger={
        <button
          type="button"
          aria-label={name ? `Account of ${name}` : "Account"}
          className="grid size-7 place-items-center rounded-full bg-ink-2 text-[0.625rem] font-semibold text-surface hover:bg-ink"
        >
          {name ? twoLetters(name) : "·"}
        </button>
      }
    >
      {me ? (
        <>
          <div className="px-2 py-1">
            <p className="max-w-56 truncate text-13 font-medium">{me.name ?? me.email}</p>
            {me.name && me.email ? <p className="max-w-56 truncate text-12 text-ink-3">{me.email}</p> : null}
          </div>
          <MenuSeparator />
        </>
      ) : null}
      <MenuItem icon={<Settings aria-hidden />} href={routes.settings}>
        Settings
      </MenuItem>
      <MenuItem icon={<Keyboard aria-hidden />} keys="?" onSelect={openSheet}>
        Keyboard shortcuts
      </MenuItem>
      <MenuSeparator />
      <MenuItem icon={<LogOut aria-hidden />} href={routes.signOut}>
        Sign out
      </MenuItem>
    </Menu>
  );
}
