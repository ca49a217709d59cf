const fallback = "/mnt/memory";

/** The folder under which sandboxes mount memory stores, without a slash at the end. */
export function mountRoot(): string {
  return (process.env.REVERIE_MOUNT_ROOT || fallback).replace(/\/+$/, "");
}
