"use client";
import { QueryClientProvider } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { createQueryClient } from "@/lib/client/query-client";
import { CommandProvider } from "../command/command-provider";
import { ThemeProvider } from "../theme/theme-provider";
import { LiveRegionProvider } from "../ui/live-region";
import { MissingCodeNotice } from "../ui/missing-code-notice";
import { Toaster } from "../ui/toaster";
import { TooltipLayer } from "../ui/tooltip-layer";
import { useBringWhenIdle } from "./use-bring-when-idle";

/** Everything a page may count on, signed in or not. */
export function Providers({ nonce, children }: { nonce: string | undefined; children: ReactNode }) {
  const [client] = useState(createQueryClient);
  useBringWhenIdle();
  return (
    <ThemeProvider nonce={nonce}>
      <QueryClientProvider client={client}>
        <LiveRegionProvider>
          <CommandProvider>{children}</CommandProvider>
        </LiveRegionProvider>
        <TooltipLayer />
        <Toaster />
        <MissingCodeNotice />
      </QueryClientProvider>
    </ThemeProvider>
  );
}
