import { z } from "zod";

const template = z.string().min(1);
const call = z.object({ tool: z.string(), input: z.record(z.string(), template) });
const answered = call.extend({ ok: z.array(template).min(1) });
const failing = call.extend({ error: z.array(template).min(1) });
const pair = z.tuple([z.string(), z.string()]);

/**
 * The words of one world: its things, tools, phrases and layouts. A slot in braces is filled by the generator: `{thing}`, `{word}`,
 * `{value}`, `{n}`, `{id}`, `{ref}`. Nothing outside a pack knows its words, so that a detector which learns one
 * pack's phrases fails on the next.
 */
export const vocabularyPack = z.object({
  name: z.string(),
  /** Where each person's checkout stands. */
  roots: z.array(z.string()).min(3),
  people: z.array(z.string()).min(6),
  agents: z.array(z.string()).min(4),
  things: z.array(z.string()).min(100),
  prompts: z.array(template).min(5),
  remarks: z.array(template).min(5),
  /** A word that does not exist, what works in its place, and the call that needs it. */
  slips: z.array(failing.extend({ ok: z.array(template).min(1), pairs: z.array(pair).min(3) })).min(5),
  /** Things that agents look for and that are nowhere. */
  dead: z.array(failing.extend({ words: z.array(z.string()).min(3), made: answered })).min(3),
  /** Two calls that follow each other in daily work; the first may fail, and the second is no correction of it. */
  routines: z.array(z.object({ first: failing, next: answered })).min(2),
  /** Errors that pass by themselves. */
  hiccups: z.array(failing.extend({ ok: z.array(template).min(1) })).min(2),
  /** Daily work, each call different from the last. */
  background: z.array(answered).min(8),
  /** What is told of a thing, how notes put it and which tool knows it. */
  attributes: z
    .array(
      z.object({
        name: z.string(),
        values: z.array(z.string()).min(6),
        notes: z.array(template).min(2),
        question: template,
        lookup: answered,
      }),
    )
    .min(3),
  /** What a thing has several of. */
  lists: z.array(z.object({ name: z.string(), note: template, values: z.array(z.string()).min(4) })).min(1),
  /** Questions whose answer moves all the time. */
  volatile: z.array(answered).min(2),
  /** Lessons in three clauses; `{n}` and `{thing}` vary. */
  lessons: z
    .array(
      z.object({
        lead: template,
        act: template,
        negated: template,
        why: template,
        synonyms: z.array(pair).min(1),
      }),
    )
    .min(8),
  fillers: z.array(z.string()).min(3),
  environments: z.tuple([z.string(), z.string()]),
  layout: z.object({
    thingFile: template,
    notesFile: z.string(),
    secondNotesFile: z.string(),
    policyFile: z.string(),
    boardFile: z.string(),
    handbookFile: z.string(),
    guideFile: z.string(),
    pageFile: template,
    indexFile: z.string(),
  }),
  /** Pages that links point to, by stem. */
  pages: z.array(z.string()).min(10),
  linkNote: template,
  /** The independent record of what happened. */
  feed: z.object({
    tool: z.string(),
    fields: z.object({ type: z.string(), entity: z.string(), time: z.string() }),
    layout: z.enum(["json", "lines", "log"]),
  }),
  events: z.array(z.string()).min(40),
  clocks: z.array(z.string()).min(2),
  mutations: z.array(answered).min(2),
  inspections: z.array(answered).min(2),
  /** Work under way as a note says it, and how a tool says that it is over or still goes on. */
  works: z
    .array(z.object({ note: template, lookup: call, closed: z.array(template).min(1), open: z.array(template).min(1) }))
    .min(2),
  oldTruths: z.array(template).min(3),
  /** Notes that name a day by the day of their writing, a Friday, with how many days it is away. */
  relativeDays: z.array(z.object({ note: template, words: z.string(), days: z.int() })).min(3),
  /** The same words, or vague ones, where no one day is meant. */
  vagueDays: z.array(template).min(3),
  /** Sections that have no word in common. */
  topics: z.array(z.object({ title: z.string(), words: z.array(z.string()).min(12) })).min(4),
  outcome: z.object({
    tasks: z.array(z.string()).min(8),
    feature: failing,
    hard: failing,
    neutral: answered,
  }),
  orders: z.array(template).min(3),
  outside: call,
  secrets: z.array(template).min(2),
  /** What sessions of a task do in this order, each step a call; packs without any plant none. */
  workflows: z.array(z.object({ task: z.string(), steps: z.array(answered).min(3) })).default([]),
  /** Things that belong to one thing alone, and how notes tell of both; `{other}` is a further thing, `{word}` a word of its name. */
  parts: z
    .object({
      names: z.array(template).min(2),
      notes: z.array(template).min(4),
      strays: z.array(template).min(3),
      relations: z.array(template).min(1),
      hints: z.array(template).min(1),
    })
    .optional(),
});

export type VocabularyPack = z.infer<typeof vocabularyPack>;

/** Puts values into the slots of a template; throws for a slot without a value. */
export function fill(text: string, slots: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = slots[name];
    if (value === undefined) throw new Error(`no value for {${name}} in ${text}`);
    return String(value);
  });
}
