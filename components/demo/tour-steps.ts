import { routes } from "@/lib/client/routes";
import type { Demo } from "@/lib/contract/demo";

export interface TourStep {
  title: string;
  text: string;
  /** Where it can be seen; null until it is there. */
  href: string | null;
  link: string;
  /** The visitor has to ask for it. */
  isForReplay?: boolean;
}

/** What to look at in the demo, in the order of the story. */
export function tourSteps({
  memory_stores: stores,
  conflict_session_id: conflictId,
  dream_id: dreamId,
  status,
}: Demo): TourStep[] {
  const storeHref = (name: string) => (stores[name] === undefined ? null : routes.store(stores[name]));
  return [
    {
      title: "Agents claim work by creating a file",
      text: "Each incident is a file that appears while you watch, with the agent who wrote it last. Whoever cures it moves it out of the way of those that read the board.",
      href: storeHref("incident-board"),
      link: "Open the incident board",
    },
    {
      title: "Two agents reach for one number",
      text: "Creating never overwrites. Where two alerts of one trouble come at a time, one agent is refused (409), reads what the other wrote, and joins instead of curing the same trouble twice.",
      href: conflictId === null ? null : routes.session(conflictId),
      link: "Open the session that was refused",
    },
    {
      title: "Every alert is a session",
      text: "The same mistake comes again and again: the runbook says namespace payments, the cluster says pay-prod. Each agent notes it where no other looks.",
      href: routes.sessions,
      link: "Open the sessions",
    },
    {
      title: "Notes that nobody tends",
      text: "One advice in six wordings, two owners of one service, a fix that is in flight for ever, 380 lines of learnings and no index. Every line knows who wrote it: switch a file to Blame.",
      href: storeHref("team-sre"),
      link: "Open the team's notes",
    },
    {
      title: "A dream reads all of it at once",
      text: "It proposes edits, each beside the events that it rests on, with the counter-examples. Nothing changes until you approve a hunk. Until then the team goes on without it: days 6 to 10 are lived in copies of the stores.",
      href: dreamId === null ? null : routes.dream(dreamId),
      link: "Review the dream",
    },
    {
      title: "Approve and apply",
      text: "Applied hunks are ordinary versions in your name, and can be undone in one step.",
      href: storeHref("team-sre"),
      link: "See what changed",
    },
    {
      title: "The same days once more",
      text: "Days 6 to 10 with the same alerts and the same agents, but with the notes as you approved them: what does it save, and what does it cost?",
      href: status === "compared" ? routes.stores : null,
      link: "Compare the days",
      isForReplay: true,
    },
  ];
}
