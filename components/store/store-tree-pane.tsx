"use client";
import { Archive, FilePlus, Moon, TextSearch } from "lucide-react";
import Link from "next/link";
import { routes } from "@/lib/client/routes";
import { PaneHeader } from "../shell/pane-header";
import { TimeSlider } from "../time/time-slider";
import { buttonClass } from "../ui/button-class";
import { IconButton } from "../ui/icon-button";
import { useStore } from "./store-context";
import { TreeBody } from "./tree-body";
import { TreeOptions } from "./tree-options";
import { TreeOrder } from "./tree-order";

export function StoreTreePane() {
  const { store, at, may, openNewFile } = useStore();
  return (
    <>
      <PaneHeader
        title={
          <Link
            href={at === null ? routes.store(store.id) : `${routes.store(store.id)}?at=${at}`}
            dir="auto"
            className="block truncate leading-6"
          >
            {store.name}
          </Link>
        }
        meta={
          <>
            {store.archived_at === null ? null : <Archive aria-label="archived" className="size-3.5" />}
            {store.reverie.proposal_of === null ? null : (
              <Moon aria-label="proposal of a dream" className="size-3.5 text-dusk" />
            )}
          </>
        }
        actions={
          <>
            {may("write") ? (
              <IconButton label="New file" keys="n" size="sm" onClick={() => openNewFile()}>
                <FilePlus aria-hidden />
              </IconButton>
            ) : null}
            <Link
              href={routes.storeSearch(store.id)}
              aria-label="Search the text"
              title="Search the text ( / )"
              className={buttonClass("ghost", "sm", "size-6 px-0")}
            >
              <TextSearch aria-hidden />
            </Link>
            <TreeOrder />
            <TreeOptions />
          </>
        }
      />
      <div className="flex min-h-0 flex-1 flex-col">
        <TreeBody />
      </div>
      <TimeSlider />
    </>
  );
}
