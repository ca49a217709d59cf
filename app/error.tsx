"use client";
import { ErrorState } from "@/components/ui/error-state";

export default function PageError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <main className="flex min-h-dvh items-center">
      <ErrorState title="This page could not be shown" error={error} onRetry={reset} />
    </main>
  );
}
