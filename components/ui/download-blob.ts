/** Saves what the browser holds as a file. */
export function downloadBlob(blob: Blob, fileName: string): void {
  const href = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = href;
  link.download = fileName;
  link.click();
  // The browser has begun to read it by then.
  setTimeout(() => URL.revokeObjectURL(href), 10_000);
}

/** Saves a text as a file. */
export function downloadText(text: string, fileName: string): void {
  downloadBlob(new Blob([text], { type: "text/plain;charset=utf-8" }), fileName);
}
