import { dayMs, markOfDay } from "./time-scale";

interface TimeMarksProps {
  days: readonly { day: string; created: number; modified: number; deleted: number }[];
  from: Date;
  to: Date;
}

/** Where something happened, over the slider's line: a bar a day, as high as the day was busy. The chart below says it in numbers. */
export function TimeMarks({ days, from, to }: TimeMarksProps) {
  const most = Math.max(1, ...days.map((day) => day.created + day.modified + day.deleted));
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 1000 100"
      preserveAspectRatio="none"
      className="block h-5 w-full fill-current text-ink-3"
    >
      {days.map((day) => {
        const start = Date.parse(`${day.day}T00:00:00.000Z`);
        const [x, width] = markOfDay(start, start + dayMs, from, to);
        const height = Math.max(8, ((day.created + day.modified + day.deleted) / most) * 100);
        return <rect key={day.day} x={x} y={100 - height} width={width} height={height} />;
      })}
    </svg>
  );
}
