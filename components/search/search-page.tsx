"use client";
import { RedactableSearch } from "../redact/redactable-search";
import { Page } from "../shell/page";

export function SearchPage() {
  return (
    <Page title="Search" crumbs={[{ label: "Search" }]}>
      <RedactableSearch />
    </Page>
  );
}
