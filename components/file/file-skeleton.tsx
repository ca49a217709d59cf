import { Skeleton } from "../ui/skeleton";

const lines = ["w-1/3", "w-4/5", "w-3/5", "w-2/3", "w-1/2", "w-3/4", "w-2/5"];

/** A file that is on its way. */
export function FileSkeleton() {
  return (
    <div role="status" className="flex min-h-0 flex-1 flex-col">
      <span className="sr-only">Loading the file</span>
      <div className="flex h-9 items-center border-b border-line px-3">
        <Skeleton className="w-40" />
      </div>
      <div className="flex flex-col gap-3 p-6">
        {lines.map((width) => (
          <Skeleton key={width} className={width} />
        ))}
      </div>
    </div>
  );
}
