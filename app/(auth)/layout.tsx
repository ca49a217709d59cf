import type { ReactNode } from "react";
import { ReverieMark } from "@/components/shell/reverie-mark";

export default function AuthLayout({ children }: { children: ReactNode }) {
  return (
    <main className="grid min-h-dvh place-items-center bg-canvas px-4 py-10">
      <div className="w-full max-w-90">
        <div className="mb-5 flex items-center gap-2">
          <ReverieMark className="size-6" />
          <span className="text-16 font-semibold tracking-tight">Reverie</span>
        </div>
        <div className="rounded-md border border-line bg-raised p-5">{children}</div>
        <p className="mt-4 text-12 text-ink-3">Memory and dreaming for self-learning agents.</p>
      </div>
    </main>
  );
}
