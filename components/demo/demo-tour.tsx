"use client";
import { useQuery } from "@tanstack/react-query";
import { demoOptions } from "@/lib/client/demo";
import { laterPart } from "../ui/lazy-part";
import { useTour } from "./use-tour";

// Most installations have no demo, or have it no more.
const TourCard = laterPart(() => import("./tour-card").then((module) => module.TourCard));

/** Names what to look at while a demo is here, and stays away once dismissed. */
export function DemoTour() {
  const { isDismissed } = useTour();
  const { data: state } = useQuery(demoOptions());
  if (isDismissed || state?.demo == null || state.demo.status === "failed") return null;
  return <TourCard demo={state.demo} />;
}
