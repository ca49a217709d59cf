import type { Components } from "react-markdown";
import { directionOf } from "./direction-of";

/** How Markdown looks. Headings go down one level, because the page's own name is the h1. */
export const markdownElements: Components = {
  h1: ({ children }) => (
    <h2 dir="auto" className="mt-6 mb-2 text-20 font-semibold tracking-tight first:mt-0">
      {children}
    </h2>
  ),
  h2: ({ children }) => (
    <h3 dir="auto" className="mt-6 mb-2 border-b border-line pb-1 text-16 font-semibold first:mt-0">
      {children}
    </h3>
  ),
  h3: ({ children }) => (
    <h4 dir="auto" className="mt-5 mb-1 text-14 font-semibold first:mt-0">
      {children}
    </h4>
  ),
  h4: ({ children }) => (
    <h5 dir="auto" className="mt-4 mb-1 text-14 font-medium first:mt-0">
      {children}
    </h5>
  ),
  h5: ({ children }) => (
    <h6 dir="auto" className="mt-4 mb-1 text-13 font-medium first:mt-0">
      {children}
    </h6>
  ),
  h6: ({ children }) => (
    <h6 dir="auto" className="mt-4 mb-1 text-13 font-medium text-ink-2 first:mt-0">
      {children}
    </h6>
  ),
  p: ({ children }) => (
    <p dir="auto" className="my-3 first:mt-0 last:mb-0">
      {children}
    </p>
  ),
  ul: ({ children, className, node }) => (
    <ul
      dir={directionOf(node)}
      className={
        className?.includes("contains-task-list") ? "my-3 list-none ps-1" : "my-3 list-disc ps-6 marker:text-ink-3"
      }
    >
      {children}
    </ul>
  ),
  ol: ({ children, start, node }) => (
    <ol
      {...(start === undefined ? {} : { start })}
      dir={directionOf(node)}
      className="my-3 list-decimal ps-6 marker:text-ink-3"
    >
      {children}
    </ol>
  ),
  li: ({ children }) => (
    <li dir="auto" className="my-1 [&>ol]:my-1 [&>p]:my-1 [&>ul]:my-1">
      {children}
    </li>
  ),
  blockquote: ({ children, node }) => (
    <blockquote dir={directionOf(node)} className="my-3 border-s-2 border-line-strong ps-4 text-ink-2">
      {children}
    </blockquote>
  ),
  hr: () => <hr className="my-6 border-line-strong" />,
  code: ({ children }) => (
    <code className="rounded-sm bg-sunken px-1 py-0.5 font-mono text-[0.86em] in-[pre]:bg-transparent in-[pre]:p-0 in-[pre]:text-12">
      {children}
    </code>
  ),
  pre: ({ children }) => (
    <pre
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a long line scrolls, and scrolling must work from the keyboard.
      tabIndex={0}
      className="my-3 overflow-x-auto rounded-md border border-line bg-canvas px-3 py-2 font-mono text-12 leading-5"
    >
      {children}
    </pre>
  ),
  table: ({ children }) => (
    <div className="my-3 overflow-x-auto">
      <table className="border-collapse text-13">{children}</table>
    </div>
  ),
  th: ({ children, style }) => (
    <th {...(style ? { style } : {})} className="border border-line bg-canvas px-2 py-1 text-start font-medium">
      {children}
    </th>
  ),
  td: ({ children, style }) => (
    <td {...(style ? { style } : {})} dir="auto" className="min-w-20 border border-line px-2 py-1 align-top">
      {children}
    </td>
  ),
  mark: ({ children }) => (
    <span
      title="An invisible character"
      className="mx-px rounded-sm border border-warn-line bg-warn-soft px-0.5 font-mono text-[0.8em] text-warn"
    >
      {children}
    </span>
  ),
  input: ({ checked }) => (
    <input
      type="checkbox"
      checked={checked ?? false}
      readOnly
      disabled
      aria-label={checked ? "done" : "open"}
      className="me-2 translate-y-0.5 accent-ink-2"
    />
  ),
};
