/** One of the two servers that are measured side by side. */
export interface Subject {
  name: "reverie" | "control";
  baseUrl: string;
  headers: Record<string, string>;
  storeId: string;
  /** Memories that exist before the measurement. */
  memoryIds: string[];
}
