import Link from "next/link";
import { routes } from "@/lib/client/routes";
import type { DreamOverlap } from "@/lib/contract/dream-review";
import { Callout } from "../ui/callout";
import { Time } from "../ui/time";

/** Other open proposals that edit the same lines: whoever is applied second will have to be merged. */
export function OverlapNotice({ overlaps }: { overlaps: readonly DreamOverlap[] }) {
  if (overlaps.length === 0) return null;
  return (
    <Callout
      tone="dream"
      title={
        overlaps.length === 1
          ? "Another open dream touches the same lines"
          : `${overlaps.length} other open proposals touch the same lines`
      }
    >
      <ul className="flex flex-wrap gap-x-3">
        {overlaps.map((overlap) => (
          <li key={overlap.with.change_id}>
            <Link
              className="underline"
              href={`${routes.dream(overlap.with.dream_id)}?change=${overlap.with.change_id}`}
            >
              dream of <Time at={overlap.with.dream_created_at} isPlain />
            </Link>
            {overlap.with.state === "pending" ? null : `, ${overlap.with.state}`}
          </li>
        ))}
      </ul>
    </Callout>
  );
}
