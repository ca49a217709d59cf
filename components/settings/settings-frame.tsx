"use client";
import Link from "next/link";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { Page } from "../shell/page";
import { cn } from "../ui/cn";

const sections = [
  { href: "/settings/api-keys", label: "API keys" },
  { href: "/settings/people", label: "People" },
  { href: "/settings/service-accounts", label: "Service accounts" },
  { href: "/settings/webhooks", label: "Webhooks" },
] as const;

interface SettingsFrameProps {
  title: string;
  description: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}

/** Every settings page: the sections as links, then the section. */
export function SettingsFrame({ title, description, actions, children }: SettingsFrameProps) {
  const pathname = usePathname();
  return (
    <Page
      title={title}
      description={description}
      actions={actions}
      crumbs={[{ label: "Settings", href: "/settings/api-keys" }, { label: title }]}
    >
      <nav aria-label="Settings" className="-mt-1 flex gap-1 border-b border-line">
        {sections.map((section) => {
          const isCurrent = pathname === section.href;
          return (
            <Link
              key={section.href}
              href={section.href}
              prefetch={false}
              aria-current={isCurrent ? "page" : undefined}
              className={cn(
                "-mb-px flex h-8 items-center border-b-2 px-2 text-13",
                isCurrent ? "border-ink font-medium text-ink" : "border-transparent text-ink-2 hover:text-ink",
              )}
            >
              {section.label}
            </Link>
          );
        })}
      </nav>
      {children}
    </Page>
  );
}
