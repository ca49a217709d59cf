"use client";
import { useQuery } from "@tanstack/react-query";
import { dreamOptions } from "@/lib/client/dreams";
import { routes } from "@/lib/client/routes";
import type { Dream } from "@/lib/contract/dream";
import { Page } from "../shell/page";
import { ErrorState } from "../ui/error-state";
import { earlyPart, laterPart } from "../ui/lazy-part";
import { SkeletonRows } from "../ui/skeleton";

const ReviewPage = earlyPart(() => import("../review/review-page").then((module) => module.ReviewPage), DreamLoading);

// Most dreams that are looked at have completed, and need none of it.
const DreamUnderWay = laterPart(() => import("./dream-under-way").then((module) => module.DreamUnderWay), DreamLoading);

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
  if (!dream.isError) return <DreamLoading />;
  return (
    <Page title="Dream" crumbs={crumbs}>
      <ErrorState title="The dream could not be read." error={dream.error} onRetry={() => void dream.refetch()} />
    </Page>
  );
}

const crumbs = [{ label: "Dreams", href: routes.dreams }, { label: "Dream" }];

function DreamLoading() {
  return (
    <Page title="Dream" crumbs={crumbs}>
      <SkeletonRows label="the dream" />
    </Page>
  );
}
