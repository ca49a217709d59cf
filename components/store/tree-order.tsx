"use client";
import { ListFilter } from "lucide-react";
import type { TreeSort } from "../tree/assemble-tree";
import { buttonClass } from "../ui/button-class";
import { Menu, MenuChoice, MenuSeparator } from "../ui/menu";
import { useNow } from "../ui/use-now";
import { usePreference } from "../ui/use-preference";
import { type FreshSpan, freshSinceOf, freshSpans } from "./fresh-since";

const sorts = [
  { value: "name", label: "By name" },
  { value: "change", label: "Last changed first" },
] as const;

const freshChoices = [
  { value: "off", label: "Mark nothing" },
  { value: "hour", label: "Changed in the last hour" },
  { value: "day", label: "Changed in the last day" },
  { value: "week", label: "Changed in the last week" },
] as const;

/** In which order the tree stands, and since when a change is marked; remembered in this browser. */
export function useTreeOrder() {
  const [sort, setSort] = usePreference<TreeSort>("tree.sort", ["name", "change"], "name");
  const [fresh, setFresh] = usePreference<FreshSpan>("tree.fresh", freshSpans, "off");
  return { sort, setSort, fresh, setFresh, freshSince: freshSinceOf(fresh, useNow()) };
}

export function TreeOrder() {
  const { sort, setSort, fresh, setFresh } = useTreeOrder();
  return (
    <Menu
      trigger={
        <button type="button" aria-label="Order of the tree" className={buttonClass("ghost", "sm", "size-6 px-0")}>
          <ListFilter aria-hidden />
        </button>
      }
    >
      <MenuChoice label="Order" options={sorts} value={sort} onValueChange={setSort} />
      <MenuSeparator />
      <MenuChoice label="Marks" options={freshChoices} value={fresh} onValueChange={setFresh} />
    </Menu>
  );
}
