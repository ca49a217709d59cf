/** Stands for the text of an event for the moment that its payload is on its way. */
export function PayloadSkeleton({ lines = 1 }: { lines?: number }) {
  return (
    <div aria-hidden className="animate-appear-late flex flex-col gap-2 py-1.5">
      {Array.from({ length: lines }, (_, index) => (
        <span
          // biome-ignore lint/suspicious/noArrayIndexKey: the lines are all alike.
          key={index}
          className={`h-3 rounded-sm bg-sunken ${index === lines - 1 ? "w-1/3" : "w-2/3"}`}
        />
      ))}
    </div>
  );
}
