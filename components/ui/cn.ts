import { type ClassValue, clsx } from "clsx";
import { createTailwindMerge } from "tailwind-merge";

const any = () => true;
/** `min-w-6` for the prefix `min-w`, with whatever follows. */
const every = (...prefixes: string[]) => prefixes.map((prefix) => ({ [prefix]: [any] }));

/** `border`, `border-0`, `border-2`: how thick, as against which colour. */
const widths = (prefix: string) => [prefix, { [prefix]: ["0", "2"] }];

// Only what this project overrides: the library's own table of all utilities weighs more than the rest of it together. A test
// holds this one to it, over every class that stands in the sources.
const classGroups = {
  display: [
    "block",
    "inline-block",
    "inline",
    "flex",
    "inline-flex",
    "table",
    "grid",
    "inline-grid",
    "contents",
    "hidden",
  ],
  position: ["static", "fixed", "absolute", "relative", "sticky"],
  size: every("size"),
  w: every("w"),
  h: every("h"),
  "min-w": every("min-w"),
  "min-h": every("min-h"),
  "max-w": every("max-w"),
  "max-h": every("max-h"),
  p: every("p"),
  px: every("px"),
  py: every("py"),
  pt: every("pt"),
  pr: every("pr"),
  pb: every("pb"),
  pl: every("pl"),
  ps: every("ps"),
  pe: every("pe"),
  m: every("m"),
  mx: every("mx"),
  my: every("my"),
  mt: every("mt"),
  mr: every("mr"),
  mb: every("mb"),
  ml: every("ml"),
  "gap-x": every("gap-x"),
  "gap-y": every("gap-y"),
  gap: every("gap"),
  "flex-direction": [{ flex: ["row", "row-reverse", "col", "col-reverse"] }],
  "flex-wrap": [{ flex: ["wrap", "nowrap", "wrap-reverse"] }],
  flex: every("flex"),
  grow: ["grow", ...every("grow")],
  shrink: ["shrink", ...every("shrink")],
  items: every("items"),
  justify: every("justify"),
  self: every("self"),
  "place-items": every("place-items"),
  "overflow-x": every("overflow-x"),
  "overflow-y": every("overflow-y"),
  overflow: every("overflow"),
  "text-overflow": ["truncate", "text-ellipsis", "text-clip"],
  "text-wrap": [{ text: ["wrap", "nowrap", "balance", "pretty"] }],
  "text-align": [{ text: ["left", "center", "right", "justify", "start", "end"] }],
  "font-size": [{ text: ["12", "13", "14", "16", "20", "28"] }],
  "text-color": every("text"),
  leading: every("leading"),
  "font-family": [{ font: ["sans", "mono"] }],
  "font-weight": every("font"),
  whitespace: every("whitespace"),
  break: every("break"),
  bg: every("bg"),
  rounded: ["rounded", ...every("rounded")],
  "border-w": widths("border"),
  "border-x": widths("border-x"),
  "border-y": widths("border-y"),
  "border-t": widths("border-t"),
  "border-r": widths("border-r"),
  "border-b": widths("border-b"),
  "border-l": widths("border-l"),
  "border-s": widths("border-s"),
  "border-l-color": every("border-l"),
  "border-style": [{ border: ["solid", "dashed", "dotted", "none"] }],
  "border-collapse": [{ border: ["collapse", "separate"] }],
  "border-color": every("border"),
  shadow: ["shadow", ...every("shadow")],
  opacity: every("opacity"),
  z: every("z"),
  cursor: every("cursor"),
};

const paddings = ["px", "py", "ps", "pe", "pt", "pr", "pb", "pl"];
const margins = ["mx", "my", "mt", "mr", "mb", "ml"];
const sides = ["border-s", "border-x", "border-y", "border-t", "border-r", "border-b", "border-l"];

const merge = createTailwindMerge(() => ({
  cacheSize: 500,
  theme: {},
  classGroups,
  conflictingClassGroups: {
    size: ["w", "h"],
    p: paddings,
    px: ["pr", "pl"],
    py: ["pt", "pb"],
    m: margins,
    mx: ["mr", "ml"],
    my: ["mt", "mb"],
    "border-color": ["border-l-color"],
    gap: ["gap-x", "gap-y"],
    flex: ["grow", "shrink"],
    overflow: ["overflow-x", "overflow-y"],
    "text-overflow": ["overflow", "whitespace"],
    "font-size": ["leading"],
    "border-w": sides,
    "border-x": ["border-s", "border-r", "border-l"],
    "border-y": ["border-t", "border-b"],
  },
  conflictingClassGroupModifiers: { "font-size": ["leading"] },
  orderSensitiveModifiers: ["*", "**", "after", "before", "marker", "placeholder", "selection"],
}));

/** Joins class names; of two that set the same property the later one wins. */
export function cn(...classes: ClassValue[]): string {
  return merge(clsx(classes));
}
