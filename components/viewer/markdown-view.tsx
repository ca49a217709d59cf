"use client";
import { useMemo } from "react";
import Markdown, { type Components } from "react-markdown";
import rehypeSanitize from "rehype-sanitize";
import remarkGfm from "remark-gfm";
import { cn } from "../ui/cn";
import { BlockedImage } from "./blocked-image";
import { VisibleText } from "./code-line";
import { markdownElements } from "./markdown-elements";
import { MarkdownLink } from "./markdown-link";
import { revealInMarkdown } from "./reveal-in-markdown";
import { showHtml } from "./show-html";
import { splitFrontMatter } from "./split-front-matter";

interface MarkdownViewProps {
  text: string;
  /** The address of another memory for a relative link, or null when there is none. */
  resolveLink?: (href: string) => string | null;
  className?: string;
}

const remarkPlugins = [remarkGfm, showHtml];
// Last, so that the marks it makes are ours; what the text calls a mark is gone by then.
const rehypePlugins = [rehypeSanitize, revealInMarkdown];

// Links and images are judged by our own elements below, which see the address as it was written.
const asWritten = (url: string) => url;

/** Memory text, read as Markdown. Nothing in it runs, loads or leaves by itself: it was written by agents. */
export function MarkdownView({ text, resolveLink, className }: MarkdownViewProps) {
  const { frontMatter, body } = useMemo(() => splitFrontMatter(text), [text]);
  const components = useMemo<Components>(
    () => ({
      ...markdownElements,
      a: ({ href, children }) => (
        <MarkdownLink href={href} {...(resolveLink ? { resolveLink } : {})}>
          {children}
        </MarkdownLink>
      ),
      img: ({ src, alt }) => <BlockedImage src={typeof src === "string" ? src : undefined} alt={alt} />,
    }),
    [resolveLink],
  );
  return (
    <div className={cn("prose-width text-14 leading-6 break-words text-ink", className)}>
      {frontMatter === null ? null : (
        <pre
          dir="auto"
          className="mb-4 overflow-x-auto border-l-2 border-line-strong pl-3 font-mono text-12 leading-5 text-ink-2"
        >
          <VisibleText text={frontMatter} />
        </pre>
      )}
      <Markdown
        remarkPlugins={remarkPlugins}
        rehypePlugins={rehypePlugins}
        urlTransform={asWritten}
        components={components}
      >
        {body}
      </Markdown>
    </div>
  );
}
