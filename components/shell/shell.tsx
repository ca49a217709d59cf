"use client";
import { useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import type { ReactNode } from "react";
import { dreamsToReviewOptions } from "@/lib/client/dreams-to-review";
import { AddressProvider } from "../address/address-provider";
import { useCommands } from "../command/use-commands";
import { DemoTour } from "../demo/demo-tour";
import { useSearchSources } from "../search/use-search-sources";
import { useApplyDiffColours } from "../theme/use-diff-colours";
import { BottomBar } from "./bottom-bar";
import { CrumbsProvider } from "./crumbs";
import { LiveProvider } from "./live-provider";
import { places } from "./places";
import { Rail } from "./rail";
import { TopBar } from "./top-bar";

/** The frame of every signed-in page: rail, top bar, and one main landmark. */
export function Shell({ children }: { children: ReactNode }) {
  const router = useRouter();
  const { data: dreamsToReview = 0 } = useQuery(dreamsToReviewOptions());
  useApplyDiffColours();
  useCommands(
    places.map((place) => ({
      id: `go.${place.id}`,
      title: place.label,
      group: "Go to",
      keys: place.keys,
      icon: <place.Icon aria-hidden />,
      run: () => router.push(place.href),
    })),
    useSearchSources(),
  );
  return (
    <AddressProvider>
      <LiveProvider>
        <CrumbsProvider>
          <a
            href="#main"
            className="fixed top-2 left-2 z-50 -translate-y-16 rounded-md bg-ink px-3 py-1.5 text-13 font-medium text-surface focus:translate-y-0"
          >
            Skip to the page
          </a>
          <div className="flex h-dvh overflow-hidden bg-surface">
            <Rail dreamsToReview={dreamsToReview} />
            <div className="flex min-w-0 flex-1 flex-col">
              <TopBar />
              <main id="main" tabIndex={-1} className="flex min-h-0 flex-1 flex-col outline-none">
                {children}
              </main>
              <BottomBar />
            </div>
          </div>
          <DemoTour />
        </CrumbsProvider>
      </LiveProvider>
    </AddressProvider>
  );
}
