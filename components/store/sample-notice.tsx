"use client";
import { useQuery } from "@tanstack/react-query";
import { sampleOptions } from "@/lib/client/sample";
import { laterPart } from "../ui/lazy-part";

const SampleCallout = laterPart(() => import("./sample-callout").then((module) => module.SampleCallout));

/** Stands above the stores while the sample is here. */
export function SampleNotice() {
  const { data: state } = useQuery(sampleOptions());
  return state?.sample == null ? null : <SampleCallout />;
}
