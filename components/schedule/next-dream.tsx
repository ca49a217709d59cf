"use client";
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { nextScheduleOptions } from "@/lib/client/dream-schedules";
import { routes } from "@/lib/client/routes";
import { StoreName } from "../dream/store-name";
import { Time } from "../ui/time";

const link = "text-accent underline underline-offset-2";

/** When the next dream runs by itself, or how to have one. */
export function NextDream() {
  const { data: next } = useQuery(nextScheduleOptions());
  if (next === undefined) return null;
  if (next === null) {
    return (
      <>
        No dream is scheduled.{" "}
        <Link href={routes.schedules} className={link}>
          Let them come by themselves
        </Link>
        .
      </>
    );
  }
  return (
    <>
      The{" "}
      <Link href={routes.schedules} className={link}>
        next one
      </Link>
      , of <StoreName id={next.memory_store_id} className="font-medium" />, runs <Time at={next.next_run_at} />.
    </>
  );
}
