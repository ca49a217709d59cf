/** How a session ended, as a filter of sessions. */
export const outcomeOptions = [
  { value: "any", label: "Any outcome" },
  { value: "success", label: "Success" },
  { value: "failure", label: "Failure" },
  { value: "unknown", label: "Unknown" },
] as const;
