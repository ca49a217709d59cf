import { ExternalLink } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { safeHref } from "./safe-href";

interface MarkdownLinkProps {
  href: string | undefined;
  resolveLink?: (href: string) => string | null;
  children: ReactNode;
}

const linkClass = "rounded-sm text-accent underline decoration-accent/40 underline-offset-2 hover:decoration-accent";

/** A link in memory text: to another memory, out with a sign and its host, or, with an odd scheme, only its words. */
export function MarkdownLink({ href, resolveLink, children }: MarkdownLinkProps) {
  const safe = safeHref(href);
  switch (safe.kind) {
    case "fragment":
      return (
        <a href={safe.href} className={linkClass}>
          {children}
        </a>
      );
    case "external":
      return (
        <a
          href={safe.href}
          target="_blank"
          rel="noopener noreferrer nofollow"
          title={`Opens ${safe.host}`}
          className={linkClass}
        >
          {children}
          <ExternalLink aria-hidden className="ml-0.5 inline size-3 align-baseline" />
          <span className="sr-only"> (opens {safe.host} in a new tab)</span>
        </a>
      );
    case "internal": {
      const address = resolveLink?.(safe.path) ?? null;
      return address === null ? (
        <span
          title={`No memory at ${safe.path}`}
          className="underline decoration-ink-3 decoration-dotted underline-offset-2"
        >
          {children}
        </span>
      ) : (
        <Link href={address} prefetch={false} className={linkClass}>
          {children}
        </Link>
      );
    }
    case "dropped":
      return (
        <span
          title="A link with an address that is not allowed here"
          className="text-ink-2 line-through decoration-ink-3"
        >
          {children}
        </span>
      );
  }
}
