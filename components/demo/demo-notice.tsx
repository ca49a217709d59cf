"use client";
import { useQuery } from "@tanstack/react-query";
import { demoOptions } from "@/lib/client/demo";
import { laterPart } from "../ui/lazy-part";

const DemoCallout = laterPart(() => import("./demo-callout").then((module) => module.DemoCallout));

/** Stands above the stores while the demo is here. */
export function DemoNotice() {
  const { data: state } = useQuery(demoOptions());
  return state?.demo == null ? null : <DemoCallout demo={state.demo} />;
}
