import type { Session } from "@/lib/contract/session";

/** Files and repositories that were in the sandbox; shown so that nothing attached goes unseen. */
export function OtherResources({ session }: { session: Session }) {
  const others = session.resources.flatMap((resource) =>
    resource.type === "memory_store"
      ? []
      : [
          {
            id: resource.id,
            name: resource.type === "file" ? resource.file_id : resource.url,
            at: resource.mount_path,
          },
        ],
  );
  if (others.length === 0) return null;
  return (
    <section aria-label="Other resources" className="border-b border-line px-3 py-2">
      <h3 className="text-12 font-medium text-ink-3">Also attached</h3>
      <ul className="font-mono text-12">
        {others.map((other) => (
          <li key={other.id} className="truncate leading-6" title={`${other.name} at ${other.at}`}>
            {other.name} <span className="text-ink-3">{other.at}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
