import { z } from "zod";
import { memoryPathPrefix } from "./memory-path";

export const exportFormat = z.enum(["zip", "tar.gz"]);
export type ExportFormat = z.infer<typeof exportFormat>;

export const exportQuery = z.object({
  format: exportFormat.default("tar.gz"),
  path_prefix: memoryPathPrefix.optional(),
});
