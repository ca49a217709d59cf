"use client";
import { X } from "lucide-react";
import type { Demo } from "@/lib/contract/demo";
import { Button } from "../ui/button";
import { ButtonLink } from "../ui/button-link";
import { IconButton } from "../ui/icon-button";
import { ReplayDemo } from "./replay-demo";
import { tourSteps } from "./tour-steps";
import { useTour } from "./use-tour";

/** One step of the tour: a card in the corner that takes no focus. */
export function TourCard({ demo }: { demo: Demo }) {
  const { step, go, dismiss } = useTour();
  const steps = tourSteps(demo);
  const current = steps[step];
  if (current === undefined) return null;
  return (
    <aside
      aria-label="Tour of the demo"
      onKeyDown={(event) => {
        if (event.key === "Escape") dismiss();
      }}
      className="fixed right-4 bottom-4 z-20 flex w-80 max-w-[calc(100vw-2rem)] flex-col gap-2 rounded-md border border-line bg-canvas p-3 text-13 shadow-lg max-sm:bottom-18 max-sm:left-4 max-sm:w-auto"
    >
      <div className="flex items-start gap-2">
        <p className="min-w-0 flex-1 font-medium">{current.title}</p>
        <IconButton label="Dismiss the tour" size="sm" onClick={dismiss}>
          <X aria-hidden />
        </IconButton>
      </div>
      <p className="text-ink-2">{current.text}</p>
      {current.isForReplay && demo.status === "replaying" ? (
        <p className="text-ink-2 tabular">Day {demo.day} is being played.</p>
      ) : current.isForReplay && demo.status === "reviewed" ? (
        <ReplayDemo demo={demo} />
      ) : current.href === null ? (
        <p className="text-ink-2">
          {current.isForReplay ? "First the dream wants your review." : "It is not there yet."}
        </p>
      ) : (
        <ButtonLink size="sm" href={current.href}>
          {current.link}
        </ButtonLink>
      )}
      <div className="flex items-center gap-2">
        <p className="flex-1 text-12 text-ink-2 tabular">
          {step + 1} of {steps.length}
        </p>
        <Button size="sm" disabled={step === 0} onClick={() => go(step - 1)}>
          Back
        </Button>
        {step + 1 < steps.length ? (
          <Button size="sm" onClick={() => go(step + 1)}>
            Next
          </Button>
        ) : (
          <Button size="sm" onClick={dismiss}>
            End the tour
          </Button>
        )}
      </div>
    </aside>
  );
}
