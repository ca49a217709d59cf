"use client";
import type { ReactNode } from "react";
import type { AuditEvent } from "@/lib/contract/audit-event";
import { Actor } from "../actor/actor";
import { CodeSnippet } from "../ui/code-snippet";
import { Dialog } from "../ui/dialog";
import { IdChip } from "../ui/id-chip";
import { Time } from "../ui/time";

/** One event whole, with what to ask the log about. */
export function AuditDetails({ event, onClose }: { event: AuditEvent | null; onClose: () => void }) {
  return (
    <Dialog
      isOpen={event !== null}
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
      title={<span className="font-mono">{event?.action}</span>}
    >
      {event === null ? null : (
        <div className="flex flex-col gap-4 text-13">
          <dl className="grid grid-cols-[max-content_1fr] items-center gap-x-4 gap-y-1">
            <Fact name="Time">
              <Time at={event.created_at} format="exact" />
            </Fact>
            <Fact name="Who">
              <Actor actor={event.actor} />
            </Fact>
            <Fact name="To">
              {event.target.type.replaceAll("_", " ")} <IdChip id={event.target.id} />
            </Fact>
            {event.memory_store_id === null ? null : (
              <Fact name="Store">
                <IdChip id={event.memory_store_id} href={`/stores/${event.memory_store_id}`} />
              </Fact>
            )}
            <Fact name="Outcome">{event.outcome}</Fact>
            <Fact name="From">{event.address ?? "not recorded"}</Fact>
            {event.request_id === null ? null : (
              <Fact name="Request">
                <IdChip id={event.request_id} />
              </Fact>
            )}
          </dl>
          {Object.keys(event.details).length === 0 ? null : (
            <CodeSnippet code={JSON.stringify(event.details, null, 2)} label="Copy the details" />
          )}
        </div>
      )}
    </Dialog>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-12 text-ink-3">{name}</dt>
      <dd className="min-w-0">{children}</dd>
    </>
  );
}
