"use client";
import { Page } from "../shell/page";
import { SearchView } from "./search-view";

export function SearchPage() {
  return (
    <Page title="Search" crumbs={[{ label: "Search" }]}>
      <SearchView />
    </Page>
  );
}
