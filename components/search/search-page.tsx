"use client";
import { Page } from "../shell/page";
import { earlyPart } from "../ui/lazy-part";
import { SkeletonRows } from "../ui/skeleton";

const RedactableSearch = earlyPart(
  () => import("../redact/redactable-search").then((module) => module.RedactableSearch),
  SearchLoading,
);

export function SearchPage() {
  return (
    <Page title="Search" crumbs={[{ label: "Search" }]}>
      <RedactableSearch />
    </Page>
  );
}

function SearchLoading() {
  return <SkeletonRows label="the search" count={2} />;
}
