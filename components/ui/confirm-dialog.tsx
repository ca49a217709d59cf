"use client";
import { laterPart } from "./lazy-part";

/** Names the object, states the consequence, puts the first focus on the way out. */
export const ConfirmDialog = laterPart(() =>
  import("./confirm-dialog-parts").then((module) => module.ConfirmDialogParts),
);
