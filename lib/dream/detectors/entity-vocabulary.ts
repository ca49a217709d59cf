import { leaves } from "../engine/event-text";
import { stemOf } from "../engine/memory-document";
import type { DreamWorld } from "../engine/world";
import { environmentOf } from "./text-anchors";

const entityKey =
  /(^|[._])(service|services|namespace|host|hostname|entity|alert|component|cluster|queue|topic|table|database|db|team|region|app|application|project|repo|user|owner|node|pod|deployment)(_?(name|id))?$/i;

/** Words that say where a note stands and nothing about what it is on. */
const generic = new Set(
  "notes note learnings learning lessons lesson misc miscellaneous tips general log logs todo todos runbook runbooks readme index overview summary details detail info information facts fact background context reference references links see also about current status config configuration settings setting basics runtime contacts contact ownership deployment operations ops metadata parameters limits team teams service services memory memories the and for with from into of to in on at a an is are be as by it its this that how what when where why who which our your their my we you all any new old more other things stuff page pages file files doc docs documentation guide guides section part main home common shared data list lists table history archive gotchas gotcha pitfalls pitfall faq troubleshooting issues issue known alert alerts incidents incident".split(
    " ",
  ),
);

/** Whether a word of a heading or path narrows down what the text under it is about. */
export function isScopeWord(word: string): boolean {
  return word.length > 1 && !generic.has(word) && !/^\d+$/.test(word) && !isDayWord(word);
}

function isDayWord(word: string): boolean {
  return /^(mon|tues?|wed(nes)?|thu(rs)?|fri|sat(ur)?|sun)(day)?$|^(jan(uary)?|feb(ruary)?|mar(ch)?|apr(il)?|may|june?|july?|aug(ust)?|sept?(ember)?|oct(ober)?|nov(ember)?|dec(ember)?)$|^\d{1,4}(st|nd|rd|th)?$|^q[1-4]$|^w\d{1,2}$/.test(
    word,
  );
}

/**
 * Words by which the store and the sessions tell things apart: file names, headings, code, values of arguments that name things.
 * Two statements that differ in such a word are about two things, however alike they are.
 */
export function entityVocabulary(world: DreamWorld): ReadonlySet<string> {
  const vocabulary = new Set<string>();
  const add = (text: string) => {
    for (const word of splitName(text)) if (isScopeWord(word) && !environmentOf(word)) vocabulary.add(word);
  };
  for (const document of world.documents) {
    add(stemOf(document.path));
    for (const heading of document.headings) add(heading.text);
    for (const unit of document.units) {
      for (const match of unit.text.matchAll(/`([^`\s]+)`|(?<=[\p{L},] )(\p{Lu}[\p{L}\p{N}-]+)/gu))
        add(match[1] ?? match[2] ?? "");
    }
  }
  for (const { calls } of world.sessions) {
    for (const call of calls) {
      for (const { key, text } of leaves(call.input))
        if (text.length <= 60 && !/\s/.test(text) && entityKey.test(key)) add(text);
    }
  }
  return vocabulary;
}

/** The parts of a name in lower case: `payments-api`, `PaymentsApi` and "Payments API" have the same. */
export function splitName(text: string): string[] {
  return text
    .replace(/(\p{Ll})(\p{Lu})/gu, "$1 $2")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
}
