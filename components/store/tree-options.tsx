"use client";
import { Ellipsis, Eye, EyeOff, GitCompareArrows, History } from "lucide-react";
import { routes } from "@/lib/client/routes";
import { buttonClass } from "../ui/button-class";
import { Menu, MenuItem } from "../ui/menu";
import { useStore } from "./store-context";
import { useShowsDeleted, useStoreView } from "./use-store-address";

/** What the tree shows beyond the files of today. */
export function TreeOptions() {
  const { store, at } = useStore();
  const [{ deleted: showsDeleted }, setShowsDeleted] = useShowsDeleted();
  const [, setView] = useStoreView();
  return (
    <Menu
      trigger={
        <button type="button" aria-label="Options of the tree" className={buttonClass("ghost", "sm", "size-6 px-0")}>
          <Ellipsis aria-hidden />
        </button>
      }
    >
      <MenuItem
        icon={showsDeleted ? <EyeOff aria-hidden /> : <Eye aria-hidden />}
        onSelect={() => setShowsDeleted({ deleted: !showsDeleted })}
      >
        {showsDeleted ? "Hide deleted files" : "Show deleted files"}
      </MenuItem>
      {at === null ? (
        <MenuItem icon={<History aria-hidden />} onSelect={() => setView({ at: new Date().toISOString() })}>
          Look at an earlier time
        </MenuItem>
      ) : (
        <MenuItem icon={<History aria-hidden />} onSelect={() => setView({ at: null })}>
          Back to now
        </MenuItem>
      )}
      <MenuItem
        icon={<GitCompareArrows aria-hidden />}
        href={routes.compare(store.id, at === null ? {} : { since: at })}
      >
        Compare the store
      </MenuItem>
    </Menu>
  );
}
