import { readdirSync, readFileSync } from "node:fs";
import { extendTailwindMerge } from "tailwind-merge";
import { describe, expect, it } from "vitest";
import { cn } from "./cn";

const whole = extendTailwindMerge({
  extend: { theme: { text: ["12", "13", "14", "16", "20", "28"], shadow: ["float"] } },
});

/** Every word in a string of a component that could be a class, without its variants (`hover:`). */
function classesInSources(): string[] {
  const found = new Set<string>();
  for (const name of readdirSync("components", { recursive: true, encoding: "utf8" })) {
    if (!name.endsWith(".tsx") && !name.endsWith("class.ts")) continue;
    for (const [, text = ""] of readFileSync(`components/${name}`, "utf8").matchAll(/"([^"\n]+)"/g)) {
      for (const word of text.split(" ")) {
        if (/^-?[a-z][\w[\]().,%/+-]*$/.test(word)) found.add(word);
      }
    }
  }
  return [...found];
}

// What nobody overrides anywhere: sides of an inset, transitions, transforms, outlines and the like.
const neverOverridden =
  /^-?(inset|top|right|bottom|left|transition|duration|delay|ease|translate|rotate|scale|outline|decoration|underline|grid-|col-|row-|list-|object-|align-|select-|appearance|animate|ring|divide|space|order|basis|after|scroll|will|fill|stroke|content|columns|line-clamp|origin|resize|touch|accent|caret|isolate|pointer-events|visible|invisible|collapse|sr-only|not-sr-only|underline-offset|no-underline|uppercase|lowercase|italic|tabular|antialiased|table-|wrap-|border-spacing|shadow-\[|text-\[|min-h-\[|ordinal)/;

describe("cn", () => {
  it("lets the later class win, whichever of them the caller brings", () => {
    expect(cn("h-7 px-2.5 text-13", "size-6 px-0")).toBe("text-13 size-6 px-0");
    expect(cn("text-13 text-ink", "text-12")).toBe("text-ink text-12");
    expect(cn("flex", false, null, "hidden sm:flex")).toBe("hidden sm:flex");
    expect(cn("hover:bg-sunken", "bg-raised")).toBe("hover:bg-sunken bg-raised");
  });

  it("settles every pair of classes in the sources as the library's whole table does", () => {
    // A class that the library knows replaces itself; everything else is a word of ours, or nothing that conflicts.
    const classes = classesInSources().filter(
      (name) => whole(`${name} ${name}`) === name && !neverOverridden.test(name),
    );
    expect(classes.length).toBeGreaterThan(100);
    const familyOf = (name: string) => (name.includes("-") ? name.replace(/^-/, "").split("-")[0] : "");
    const differing: string[] = [];
    for (const before of classes) {
      for (const after of classes) {
        if (before === after || familyOf(before) !== familyOf(after)) continue;
        if (whole(`${before} ${after}`) !== cn(before, after)) differing.push(`${before} ${after}`);
      }
    }
    expect(differing.slice(0, 40)).toEqual([]);
  });
});
