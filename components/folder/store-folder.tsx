"use client";
import { earlyPart } from "../ui/lazy-part";
import { SkeletonRows } from "../ui/skeleton";

/** The middle pane where a folder is chosen; nothing of it can be drawn before the store is known. */
export const StoreFolder = earlyPart(
  () => import("./folder-pane").then((module) => module.FolderPane),
  () => <SkeletonRows label="the folder" count={8} />,
);
