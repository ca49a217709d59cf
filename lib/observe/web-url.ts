import { z } from "zod";

/** An address of the web without a slash at its end. */
export const webUrl = z
  .url({ protocol: /^https?$/, error: "must be an http:// or https:// address" })
  .transform((url) => url.replace(/\/+$/, ""));
