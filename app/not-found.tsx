import { ButtonLink } from "@/components/ui/button-link";
import { routes } from "@/lib/client/routes";

export default function NotFound() {
  return (
    <main className="mx-auto flex min-h-dvh max-w-128 flex-col items-start justify-center gap-4 px-6">
      <h1 className="text-20 font-semibold tracking-tight">There is no page at this address</h1>
      <p className="text-ink-2">
        It may have been moved or deleted, or it belongs to something that you may not read: the two look the same from
        here.
      </p>
      <ButtonLink href={routes.stores}>Go to the stores</ButtonLink>
    </main>
  );
}
