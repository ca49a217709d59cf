import type { ExternalToast } from "sonner";
import { missingCode } from "./missing-code";
import { onDemand } from "./on-demand";
import { say } from "./toast-queue";

export const toasterCode = onDemand(() => import("./toaster-parts"));

function sayOrBring(kind: Parameters<typeof say>[0], text: string, options?: ExternalToast): void {
  if (!say(kind, text, options)) void missingCode.want(toasterCode);
}

/** Short news of what was done. It waits for the toaster where that is not here yet. */
export const toast = {
  message: (text: string, options?: ExternalToast): void => sayOrBring("message", text, options),
  success: (text: string, options?: ExternalToast): void => sayOrBring("success", text, options),
  error: (text: string, options?: ExternalToast): void => sayOrBring("error", text, options),
};
