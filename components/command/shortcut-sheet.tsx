"use client";
import { useSyncExternalStore } from "react";
import { Checkbox } from "../ui/checkbox";
import { Dialog } from "../ui/dialog";
import { Kbd } from "../ui/kbd";
import { type Command, type CommandStore, groupCommands } from "./command-store";
import { useLetterKeys } from "./use-letter-keys";

const own: Command[] = [
  {
    id: "palette",
    title: "Find a file, a page or a command",
    group: "Everywhere",
    keys: "mod+k",
    run: () => undefined,
  },
  { id: "sheet", title: "Show the shortcuts of this page", group: "Everywhere", keys: "?", run: () => undefined },
];

interface ShortcutSheetProps {
  store: CommandStore;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
}

/** The `?` sheet: every key that works on this page, and the switch for single letters. */
export function ShortcutSheet({ store, isOpen, onOpenChange }: ShortcutSheetProps) {
  const { commands } = useSyncExternalStore(store.subscribe, store.snapshot, store.snapshot);
  const [letters, setLetters] = useLetterKeys();
  const groups = groupCommands([...commands.filter(({ keys }) => keys !== undefined), ...own]);
  return (
    <Dialog isOpen={isOpen} onOpenChange={onOpenChange} title="Keyboard shortcuts" width="lg">
      <div className="grid gap-x-8 gap-y-4 sm:grid-cols-2">
        {groups.map(({ group, commands: members }) => (
          <section key={group}>
            <h3 className="mb-1 text-12 font-medium text-ink-3">{group}</h3>
            <dl>
              {members.map((command) => (
                <div key={command.id} className="flex min-h-7 items-center justify-between gap-4 border-b border-line">
                  <dt className="min-w-0 truncate">{command.title}</dt>
                  <dd>{command.keys ? <Kbd keys={command.keys} /> : null}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <Checkbox
        className="mt-4"
        label="Shortcuts of single letters work in this browser"
        hint="Switch them off if you speak to your computer or press keys by accident."
        isChecked={letters === "on"}
        onCheckedChange={(isChecked) => setLetters(isChecked ? "on" : "off")}
      />
    </Dialog>
  );
}
