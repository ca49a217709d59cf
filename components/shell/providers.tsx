"use client";
import { Tooltip } from "@base-ui/react/tooltip";
import { QueryClientProvider } from "@tanstack/react-query";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import { type ReactNode, useState } from "react";
import { createQueryClient } from "@/lib/client/query-client";
import { CommandProvider } from "../command/command-provider";
import { ThemeProvider } from "../theme/theme-provider";
import { LiveRegionProvider } from "../ui/live-region";
import { Toaster } from "../ui/toaster";

/** Everything a page may count on, signed in or not. */
export function Providers({ nonce, children }: { nonce: string | undefined; children: ReactNode }) {
  const [client] = useState(createQueryClient);
  return (
    <ThemeProvider nonce={nonce}>
      <QueryClientProvider client={client}>
        <NuqsAdapter>
          <Tooltip.Provider delay={400} timeout={300}>
            <LiveRegionProvider>
              <CommandProvider>{children}</CommandProvider>
            </LiveRegionProvider>
          </Tooltip.Provider>
          <Toaster />
        </NuqsAdapter>
      </QueryClientProvider>
    </ThemeProvider>
  );
}
