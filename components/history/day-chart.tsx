import { type ActivityDay, totalOfDay, wordsForDays } from "./activity-days";

const heightPx = 96;

/** Versions a day: created, modified and deleted on top of each other, from zero. The table beside it holds the same numbers. */
export function DayChart({ days }: { days: readonly ActivityDay[] }) {
  // A few writes a day must not look like a busy one.
  const most = Math.max(4, ...days.map(totalOfDay));
  const share = 1000 / Math.max(1, days.length);
  const first = days[0]?.day;
  const last = days.at(-1)?.day;
  return (
    <figure className="flex flex-col gap-1">
      <div className="flex gap-2">
        <div aria-hidden className="flex flex-col justify-between text-right text-12 leading-none text-ink-3 tabular">
          <span>{most}</span>
          <span>0</span>
        </div>
        <svg
          role="img"
          aria-label={`Versions a day. ${wordsForDays(days)}`}
          viewBox={`0 0 1000 ${heightPx}`}
          preserveAspectRatio="none"
          className="block h-24 min-w-0 flex-1 border-b border-line-strong"
        >
          {days.map((day, index) => {
            let top = heightPx;
            return (["created", "modified", "deleted"] as const).map((kind) => {
              const height = (day[kind] / most) * heightPx;
              top -= height;
              return height === 0 ? null : (
                <rect
                  key={`${day.day} ${kind}`}
                  x={index * share + share * 0.1}
                  y={top}
                  width={share * 0.8}
                  height={height}
                  className={fills[kind]}
                >
                  <title>{`${day.day}: ${day[kind]} ${kind}`}</title>
                </rect>
              );
            });
          })}
        </svg>
      </div>
      <figcaption className="flex flex-wrap items-center justify-between gap-x-3 text-12 text-ink-3">
        <span className="tabular">{first}</span>
        <span className="tabular sm:order-last">{last}</span>
        <span aria-hidden className="flex gap-x-3 max-sm:w-full">
          {(["created", "modified", "deleted"] as const).map((kind) => (
            <span key={kind} className="inline-flex items-center gap-1">
              <svg aria-hidden="true" className={`size-2 ${fills[kind]}`} viewBox="0 0 8 8">
                <rect width="8" height="8" />
              </svg>
              {kind}
            </span>
          ))}
        </span>
      </figcaption>
    </figure>
  );
}

const fills = { created: "fill-add", modified: "fill-accent", deleted: "fill-del" } as const;
