"use client";
import { Archive, Download, Ellipsis, Pencil, Trash2, Upload } from "lucide-react";
import { useState } from "react";
import { Button } from "../ui/button";
import { buttonClass } from "../ui/button-class";
import { laterPart } from "../ui/lazy-part";
import { Menu, MenuItem, MenuSeparator } from "../ui/menu";
import { useStore } from "./store-context";

const DeleteStore = laterPart(() => import("./delete-store").then((module) => module.DeleteStore));
const ArchiveStore = laterPart(() => import("./archive-store").then((module) => module.ArchiveStore));
const EditStoreDialog = laterPart(() => import("./edit-store-dialog").then((module) => module.EditStoreDialog));
const ImportDialog = laterPart(() => import("../transfer/import-dialog").then((module) => module.ImportDialog));
const ExportDialog = laterPart(() => import("../transfer/export-dialog").then((module) => module.ExportDialog));

type Open = "none" | "export" | "import" | "edit" | "archive" | "delete";

/** Everything that can be done to a store as a whole. */
export function StoreActions() {
  const { store, may, at } = useStore();
  const [open, setOpen] = useState<Open>("none");
  const close = () => setOpen("none");
  return (
    <>
      {may("export") ? (
        <Button onClick={() => setOpen("export")}>
          <Download aria-hidden />
          Export
        </Button>
      ) : null}
      {may("write") || may("archive") || may("delete") ? (
        <Menu
          trigger={
            <button
              type="button"
              aria-label="More about this store"
              className={buttonClass("ghost", "md", "size-7 px-0")}
            >
              <Ellipsis aria-hidden />
            </button>
          }
        >
          {may("write") ? (
            <MenuItem icon={<Pencil aria-hidden />} onSelect={() => setOpen("edit")}>
              Edit details
            </MenuItem>
          ) : null}
          {may("write") ? (
            <MenuItem icon={<Upload aria-hidden />} onSelect={() => setOpen("import")}>
              Import files
            </MenuItem>
          ) : null}
          {may("archive") ? (
            <MenuItem icon={<Archive aria-hidden />} onSelect={() => setOpen("archive")}>
              Archive the store
            </MenuItem>
          ) : null}
          {may("delete") ? (
            <>
              <MenuSeparator />
              <MenuItem icon={<Trash2 aria-hidden />} isDanger onSelect={() => setOpen("delete")}>
                Delete the store
              </MenuItem>
            </>
          ) : null}
        </Menu>
      ) : null}
      {open === "export" ? <ExportDialog store={store} at={at} onClose={close} /> : null}
      {open === "import" ? <ImportDialog store={store} onClose={close} /> : null}
      {open === "edit" ? <EditStoreDialog store={store} onClose={close} /> : null}
      <ArchiveStore store={store} isOpen={open === "archive"} onClose={close} />
      <DeleteStore store={store} isOpen={open === "delete"} onClose={close} />
    </>
  );
}
