import { buttonClass } from "@/components/ui/button-class";
import { routes } from "@/lib/client/routes";

export default function NotFound() {
  return (
    <main className="mx-auto flex min-h-dvh max-w-128 flex-col items-start justify-center gap-4 px-6">
      <h1 className="text-20 font-semibold tracking-tight">There is no page at this address</h1>
      <p className="text-ink-2">
        It may have been moved or deleted, or it belongs to something that you may not read: the two look the same from
        here.
      </p>
      {/* An ordinary link: the code of the router's own would come with every page for the sake of this one. */}
      <a href={routes.stores} className={buttonClass()}>
        Go to the stores
      </a>
    </main>
  );
}
