const steps = ["B", "kB", "MB", "GB", "TB"] as const;

/** Bytes for people, in steps of 1,000: "0 B", "1.5 kB", "104.9 MB". */
export function formatSize(sizeBytes: number): string {
  let value = Math.abs(sizeBytes);
  let step = 0;
  // 999.95 would print as "1000.0": it belongs to the next step.
  while (value >= 999.95 && step < steps.length - 1) {
    value /= 1000;
    step += 1;
  }
  const digits = step === 0 || value >= 100 ? value.toFixed(0) : value.toFixed(1).replace(/\.0$/, "");
  return `${sizeBytes < 0 ? "−" : ""}${digits} ${steps[step]}`;
}

/** A change in size with its sign: "+120 B", "−1.5 kB", "±0 B". */
export function formatSizeDelta(deltaBytes: number): string {
  if (deltaBytes === 0) return "±0 B";
  return deltaBytes > 0 ? `+${formatSize(deltaBytes)}` : formatSize(deltaBytes);
}
