"use client";

/** It comes with every page, so it stands on nothing else: what shows faults elsewhere may be what is broken. */
export default function PageError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <main className="flex min-h-dvh items-center">
      <div role="alert" className="mx-auto flex w-full max-w-128 flex-col items-start gap-3 px-6 py-12">
        <h1 className="text-14 font-semibold">This page could not be shown</h1>
        <p className="prose-width text-13 break-words text-ink-2">{error.message}</p>
        <button
          type="button"
          onClick={reset}
          className="h-7 rounded-md border border-line-strong bg-raised px-2.5 text-13 font-medium hover:bg-sunken"
        >
          Try again
        </button>
      </div>
    </main>
  );
}
