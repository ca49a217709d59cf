const wildcards = new Set(["0.0.0.0", "::", "[::]", ""]);

/**
 * The address that people use when nobody named one: the one we listen on, and this machine's own name where we listen
 * on every interface, since `http://0.0.0.0` is no address to open.
 */
export function publicAddress(host: string, port: number): string {
  if (wildcards.has(host)) return `http://localhost:${port}`;
  return `http://${host.includes(":") && !host.startsWith("[") ? `[${host}]` : host}:${port}`;
}
