"use client";
import { Button } from "../ui/button";
import { Callout } from "../ui/callout";
import { Time } from "../ui/time";
import { useStore } from "./store-context";
import { useStoreView } from "./use-store-address";

/** Over everything that is not of now. */
export function PastBanner() {
  const { at } = useStore();
  const [, setView] = useStoreView();
  if (at === null) return null;
  return (
    <Callout
      tone="warn"
      className="m-3 mb-0"
      action={
        <Button size="sm" onClick={() => void setView({ at: null })}>
          Back to now
        </Button>
      }
    >
      The store as of <Time at={at} format="exact" className="font-mono text-12" />, read only.
    </Callout>
  );
}
