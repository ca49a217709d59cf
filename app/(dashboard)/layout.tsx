import { redirect } from "next/navigation";
import type { ReactNode } from "react";
import { currentActor } from "@/app/current-actor";
import { RedactionProvider } from "@/components/redact/redaction-provider";
import { Shell } from "@/components/shell/shell";

export default async function DashboardLayout({ children }: { children: ReactNode }) {
  if ((await currentActor()) === null) redirect("/sign-in");
  return (
    <Shell>
      <RedactionProvider>{children}</RedactionProvider>
    </Shell>
  );
}
