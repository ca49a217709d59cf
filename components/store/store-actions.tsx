"use client";
import { Archive, Download, Ellipsis, Pencil, Trash2 } from "lucide-react";
import { useState } from "react";
import { buttonClass } from "../ui/button-class";
import { Menu, MenuGroup, MenuItem, MenuSeparator } from "../ui/menu";
import { ArchiveStore } from "./archive-store";
import { DeleteStore } from "./delete-store";
import { EditStoreDialog } from "./edit-store-dialog";
import { startDownload } from "./start-download";
import { useStore } from "./store-context";

const formats = [
  { value: "zip", label: "Files as .zip" },
  { value: "tar.gz", label: "Files as .tar.gz" },
] as const;

type Open = "none" | "edit" | "archive" | "delete";

/** Everything that can be done to a store as a whole. */
export function StoreActions() {
  const { store, may, at } = useStore();
  const [open, setOpen] = useState<Open>("none");
  const close = () => setOpen("none");
  const exportAs = (format: string) => {
    const query = new URLSearchParams({ format, ...(at === null ? {} : { at }) });
    startDownload(`/v1/memory_stores/${store.id}/export?${query}`);
  };
  return (
    <>
      {may("export") ? (
        <Menu
          trigger={
            <button type="button" className={buttonClass()}>
              <Download aria-hidden />
              Export
            </button>
          }
        >
          <MenuGroup label="Download">
            {formats.map(({ value, label }) => (
              <MenuItem key={value} onSelect={() => exportAs(value)}>
                {label}
              </MenuItem>
            ))}
          </MenuGroup>
        </Menu>
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
      {open === "edit" ? <EditStoreDialog store={store} onClose={close} /> : null}
      <ArchiveStore store={store} isOpen={open === "archive"} onClose={close} />
      <DeleteStore store={store} isOpen={open === "delete"} onClose={close} />
    </>
  );
}
