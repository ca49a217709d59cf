"use client";
import { useQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { dreamOptions } from "@/lib/client/dreams";
import { routes } from "@/lib/client/routes";
import type { Dream } from "@/lib/contract/dream";
import { ReviewPage } from "../review/review-page";
import { Page } from "../shell/page";
import { ErrorState } from "../ui/error-state";
import { SkeletonRows } from "../ui/skeleton";

// Most dreams that are looked at have completed, and need none of it.
const DreamUnderWay = dynamic(() => import("./dream-under-way").then((module) => module.DreamUnderWay));

const pollMs = 700;
const isUnderWay = (dream: Dream): boolean => dream.status === "pending" || dream.status === "running";

/** One dream: its progress while it runs, the review once it is done. */
export function DreamPage({ dreamId }: { dreamId: string }) {
  const dream = useQuery({
    ...dreamOptions(dreamId),
    refetchInterval: (query) => (query.state.data !== undefined && isUnderWay(query.state.data) ? pollMs : false),
  });
  if (dream.isSuccess && dream.data.status === "completed") return <ReviewPage dream={dream.data} />;
  if (dream.isSuccess) return <DreamUnderWay dream={dream.data} />;
  return (
    <Page title="Dream" crumbs={[{ label: "Dreams", href: routes.dreams }, { label: "Dream" }]}>
      {dream.isError ? (
        <ErrorState title="The dream could not be read." error={dream.error} onRetry={() => void dream.refetch()} />
      ) : (
        <SkeletonRows label="the dream" />
      )}
    </Page>
  );
}
