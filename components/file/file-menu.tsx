"use client";
import { ClipboardCopy, Download, Ellipsis, EyeOff, Link2, PencilLine, Trash2 } from "lucide-react";
import { useState } from "react";
import { routes } from "@/lib/client/routes";
import type { Memory } from "@/lib/contract/memory";
import { useRedaction } from "../redact/redaction-provider";
import type { RedactionTarget } from "../redact/redaction-request";
import { useStore } from "../store/store-context";
import { buttonClass } from "../ui/button-class";
import { downloadText } from "../ui/download-blob";
import { laterPart } from "../ui/lazy-part";
import { Menu, MenuItem, MenuSeparator } from "../ui/menu";
import { toast } from "../ui/toast";
import { useLineRange } from "../viewer/use-line-range";

const DeleteFileDialog = laterPart(() => import("./delete-file-dialog").then((module) => module.DeleteFileDialog));
const RenameDialog = laterPart(() => import("./rename-dialog").then((module) => module.RenameDialog));

type Open = "none" | "rename" | "delete";

/** What can be done to a file beyond reading and editing it. */
export function FileMenu({ memory, shownText }: { memory: Memory; shownText: string }) {
  const { store, may } = useStore();
  const [open, setOpen] = useState<Open>("none");
  const close = () => setOpen("none");
  const openRedaction = useRedaction();
  const [lines] = useLineRange();
  const redact = (target: RedactionTarget | null) =>
    openRedaction({
      kind: "words",
      target,
      files: [{ storeId: store.id, memoryId: memory.id, path: memory.path }],
    });
  const name = memory.path.slice(memory.path.lastIndexOf("/") + 1);
  const pinned = routes.file(store.id, memory.path, { version: memory.memory_version_id });
  return (
    <>
      <Menu
        trigger={
          <button type="button" aria-label="More about this file" className={buttonClass("ghost", "md", "size-7 px-0")}>
            <Ellipsis aria-hidden />
          </button>
        }
      >
        <MenuItem icon={<ClipboardCopy aria-hidden />} onSelect={() => void copy(shownText, "The text")}>
          Copy the text
        </MenuItem>
        <MenuItem icon={<ClipboardCopy aria-hidden />} onSelect={() => void copy(memory.path, "The path")}>
          Copy the path
        </MenuItem>
        <MenuItem
          icon={<Link2 aria-hidden />}
          onSelect={() => void copy(`${window.location.origin}${pinned}`, "The address of this version")}
        >
          Copy a permanent link
        </MenuItem>
        <MenuItem icon={<Download aria-hidden />} onSelect={() => downloadText(shownText, name)}>
          Download the file
        </MenuItem>
        {may("write") || may("redact") || may("delete") ? <MenuSeparator /> : null}
        {may("write") ? (
          <MenuItem icon={<PencilLine aria-hidden />} onSelect={() => setOpen("rename")}>
            Rename or move
          </MenuItem>
        ) : null}
        {may("redact") ? (
          <MenuItem icon={<EyeOff aria-hidden />} onSelect={() => redact(null)}>
            Redact text of this file
          </MenuItem>
        ) : null}
        {may("redact") && lines !== null ? (
          <MenuItem
            icon={<EyeOff aria-hidden />}
            onSelect={() =>
              redact({ kind: "lines", first: lines[0], last: lines[1], seenSha256: memory.content_sha256 })
            }
          >
            Redact {lines[0] === lines[1] ? `line ${lines[0]}` : `lines ${lines[0]} to ${lines[1]}`}
          </MenuItem>
        ) : null}
        {may("delete") ? (
          <MenuItem icon={<Trash2 aria-hidden />} isDanger onSelect={() => setOpen("delete")}>
            Delete the file
          </MenuItem>
        ) : null}
      </Menu>
      {open === "rename" ? <RenameDialog memory={memory} onClose={close} /> : null}
      <DeleteFileDialog memory={memory} isOpen={open === "delete"} onClose={close} />
    </>
  );
}

async function copy(text: string, what: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    toast.success(`${what} is copied.`);
  } catch {
    toast.error("The browser refused to copy. Select the text and copy it by hand.");
  }
}
