/** Shortens a long id in its middle, keeping the prefix that says what it is: `memver_01Hx…9fQa`. */
export function shortenMiddle(text: string, head = 4, tail = 4): string {
  const cut = text.lastIndexOf("_") + 1;
  const prefix = cut <= 12 ? text.slice(0, cut) : "";
  const body = text.slice(prefix.length);
  return body.length <= head + tail + 1 ? text : `${prefix}${body.slice(0, head)}…${body.slice(-tail)}`;
}
