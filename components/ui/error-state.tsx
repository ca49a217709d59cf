"use client";
import { RotateCw } from "lucide-react";
import type { ReactNode } from "react";
import { ApiError } from "@/lib/client/api-error";
import { Button } from "./button";
import { cn } from "./cn";
import { IdChip } from "./id-chip";

interface ErrorStateProps {
  /** What could not be done: "The versions could not be read." */
  title: string;
  error: unknown;
  onRetry?: () => void;
  action?: ReactNode;
  className?: string;
}

/** What failed, why, the request's id to ask about, and the way on. */
export function ErrorState({ title, error, onRetry, action, className }: ErrorStateProps) {
  const cause = error instanceof Error ? error.message : "The cause is not known.";
  const requestId = error instanceof ApiError ? error.requestId : null;
  return (
    <div role="alert" className={cn("mx-auto flex w-full max-w-128 flex-col items-start gap-3 px-6 py-12", className)}>
      <div>
        <h2 className="text-14 font-semibold">{title}</h2>
        <p className="prose-width text-13 break-words text-ink-2">{cause}</p>
      </div>
      {requestId ? (
        <p className="flex items-center gap-1 text-12 text-ink-3">
          Request <IdChip id={requestId} />
        </p>
      ) : null}
      <div className="flex gap-2">
        {onRetry ? (
          <Button onClick={onRetry}>
            <RotateCw aria-hidden />
            Try again
          </Button>
        ) : null}
        {action}
      </div>
    </div>
  );
}
