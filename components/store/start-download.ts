/** Lets the browser save what an address answers, with the reader's cookie, without leaving the page. */
export function startDownload(href: string, fileName?: string): void {
  const link = document.createElement("a");
  link.href = href;
  link.download = fileName ?? "";
  link.click();
}

/** Saves a text as a file. */
export function downloadText(text: string, fileName: string): void {
  const href = URL.createObjectURL(new Blob([text], { type: "text/plain;charset=utf-8" }));
  startDownload(href, fileName);
  // The browser has begun to read it by then.
  setTimeout(() => URL.revokeObjectURL(href), 10_000);
}
