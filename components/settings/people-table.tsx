"use client";
import type { Member } from "@/lib/contract/member";
import { DrawnTable } from "../table/drawn-table";
import type { LoadMoreProps } from "../table/load-more";
import { memberColumns } from "./member-columns";

export function PeopleTable(props: { rows: readonly Member[]; loadMore: LoadMoreProps }) {
  return <DrawnTable {...props} label="People" columns={memberColumns} rowId={(member) => member.id} />;
}
