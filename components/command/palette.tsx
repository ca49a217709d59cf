"use client";
import { Dialog } from "@base-ui/react/dialog";
import { Command as Cmdk } from "cmdk";
import { Search } from "lucide-react";
import { type ReactNode, useState, useSyncExternalStore } from "react";
import { Kbd } from "../ui/kbd";
import { type CommandStore, groupCommands, type PaletteItem } from "./command-store";
import { partsAt } from "./parts-at";
import { matchingVisits } from "./recent-visits";
import { usePaletteResults } from "./use-palette-results";
import { useRecent } from "./use-recent";

interface PaletteProps {
  store: CommandStore;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
}

/** Recent pages, then what can be done here, then what the page's sources find. */
export function Palette({ store, isOpen, onOpenChange }: PaletteProps) {
  return (
    <Dialog.Root open={isOpen} onOpenChange={(next) => onOpenChange(next)}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-scrim transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Dialog.Popup
          aria-label="Commands"
          className="fixed top-[12vh] left-1/2 z-40 w-[min(40rem,calc(100vw-2rem))] -translate-x-1/2 overflow-hidden rounded-lg bg-raised shadow-float outline-none transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0"
        >
          <PaletteBody store={store} close={() => onOpenChange(false)} />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function PaletteBody({ store, close }: { store: CommandStore; close: () => void }) {
  const [query, setQuery] = useState("");
  const { commands, sources } = useSyncExternalStore(store.subscribe, store.snapshot, store.snapshot);
  const found = usePaletteResults(sources, query);
  const recent = matchingVisits(useRecent(), query);
  const run = (action: () => void) => {
    close();
    action();
  };
  return (
    <Cmdk label="Commands" loop>
      <div className="flex h-11 items-center gap-2 border-b border-line px-3">
        <Search aria-hidden className="size-4 shrink-0 text-ink-3" />
        <Cmdk.Input
          value={query}
          onValueChange={setQuery}
          placeholder="Find a file, a page or a command"
          className="h-full min-w-0 flex-1 bg-transparent text-14 outline-none"
        />
        <Kbd keys="escape" />
      </div>
      <Cmdk.List className="max-h-[min(24rem,60vh)] overflow-y-auto p-1">
        <Cmdk.Empty className="px-3 py-6 text-13 text-ink-2">Nothing is called “{query}” here.</Cmdk.Empty>
        {recent.length > 0 ? (
          <PaletteGroup heading="Recent">
            {recent.map((visit) => (
              <PaletteRow
                key={`${visit.href} ${query}`}
                item={{ id: `recent ${visit.href} ${query}`, title: visit.title, hint: visit.context, run: visit.go }}
                run={run}
                keywords={[query]}
              />
            ))}
          </PaletteGroup>
        ) : null}
        {found.map(({ source, items }) => (
          <PaletteGroup key={source.id} heading={source.heading}>
            {items.map((item) => (
              // The source has matched already; carrying the query keeps cmdk's own filter from hiding it. It looks at keywords
              // again only when the value is another, so the value carries it too; and a
              // new key lets it choose the first row again, which Enter runs.
              <PaletteRow
                key={`${item.id} ${query}`}
                item={{ ...item, id: `${item.id} ${query}` }}
                run={run}
                keywords={[query]}
              />
            ))}
          </PaletteGroup>
        ))}
        {groupCommands(commands.filter((command) => !command.isKeyOnly)).map(({ group, commands: members }) => (
          <PaletteGroup key={group} heading={group}>
            {members.map((command) => (
              <PaletteRow
                key={command.id}
                item={command}
                keys={command.keys}
                run={run}
                keywords={[command.title, command.keywords ?? ""]}
              />
            ))}
          </PaletteGroup>
        ))}
      </Cmdk.List>
    </Cmdk>
  );
}

function PaletteGroup({ heading, children }: { heading: string; children: ReactNode }) {
  return (
    <Cmdk.Group
      heading={heading}
      className="[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-12 [&_[cmdk-group-heading]]:font-medium [&_[cmdk-group-heading]]:text-ink-3"
    >
      {children}
    </Cmdk.Group>
  );
}

interface PaletteRowProps {
  item: PaletteItem;
  keys?: string | undefined;
  keywords?: string[];
  run: (action: () => void) => void;
}

function PaletteRow({ item, keys, keywords, run }: PaletteRowProps) {
  return (
    <Cmdk.Item
      value={item.id}
      {...(keywords ? { keywords } : {})}
      onSelect={() => run(item.run)}
      className="flex min-h-8 cursor-default items-center gap-2 rounded-sm px-2 py-1 text-13 select-none data-[selected=true]:bg-sunken [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-ink-3"
    >
      {item.icon}
      <span className="min-w-0 truncate">
        {partsAt(item.title, item.positions ?? []).map(({ text, isMatch, start }) =>
          isMatch ? (
            <b key={start} className="font-semibold text-accent">
              {text}
            </b>
          ) : (
            text
          ),
        )}
      </span>
      {item.hint ? (
        <span className="min-w-0 flex-1 truncate text-12 text-ink-3">{item.hint}</span>
      ) : (
        <span className="flex-1" />
      )}
      {keys ? <Kbd keys={keys} /> : null}
    </Cmdk.Item>
  );
}
