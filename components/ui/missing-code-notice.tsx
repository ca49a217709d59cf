"use client";
import { useState, useSyncExternalStore } from "react";
import { Button } from "./button";
import { missingCode } from "./missing-code";

const onServer = () => false;

/** Says that something that was opened could not be loaded. It comes with every page: what shows toasts may be what is missing. */
export function MissingCodeNotice() {
  const isAny = useSyncExternalStore(missingCode.subscribe, missingCode.isAny, onServer);
  const [isTrying, setIsTrying] = useState(false);
  if (!isAny) return null;
  const retry = async () => {
    setIsTrying(true);
    await missingCode.retry();
    setIsTrying(false);
  };
  return (
    <div
      role="alert"
      className="fixed inset-x-4 bottom-18 z-50 mx-auto flex max-w-128 flex-wrap items-center gap-2 rounded-md bg-raised px-3 py-2 text-13 shadow-float sm:bottom-4"
    >
      <p className="min-w-0 flex-[1_1_16rem]">
        <b className="font-medium">This part of the page could not be loaded.</b> The server cannot be reached, or it
        was updated since the page was opened.
      </p>
      <Button size="sm" isBusy={isTrying} onClick={() => void retry()}>
        Try again
      </Button>
      <Button size="sm" onClick={() => location.reload()}>
        Reload the page
      </Button>
    </div>
  );
}
