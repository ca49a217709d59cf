"use client";
import { useQuery } from "@tanstack/react-query";
import { EyeOff } from "lucide-react";
import { useState } from "react";
import { mayDo, meOptions } from "@/lib/client/me";
import type { MemoryMatch } from "@/lib/contract/memory-search";
import type { SearchAddress } from "../search/search-address";
import { SearchView } from "../search/search-view";
import { Button } from "../ui/button";
import { Checkbox } from "../ui/checkbox";
import { formatCount } from "../ui/format-count";
import { useRedaction } from "./redaction-provider";
import type { RedactionFile } from "./redaction-request";
import { targetOfSearch } from "./target-of-search";

interface RedactableSearchProps {
  /** Left out = all stores. */
  storeId?: string;
}

const fileOf = (hit: MemoryMatch): RedactionFile => ({
  storeId: hit.memory_store_id,
  memoryId: hit.memory_id,
  path: hit.path,
});

/** The search, with what it finds to be redacted file by file, where one may. */
export function RedactableSearch({ storeId }: RedactableSearchProps) {
  const { data: me } = useQuery(meOptions());
  const [chosen, setChosen] = useState<ReadonlyMap<string, RedactionFile>>(new Map());
  const scope = storeId === undefined ? {} : { storeId };
  if (!mayDo(me, "memory:redact")) return <SearchView {...scope} />;
  const toggle = (hits: readonly MemoryMatch[], isSelected: boolean) =>
    setChosen((before) => {
      const next = new Map(before);
      for (const hit of hits) {
        if (isSelected) next.set(hit.memory_id, fileOf(hit));
        else next.delete(hit.memory_id);
      }
      return next;
    });
  return (
    <SearchView
      {...scope}
      selection={{
        isSelected: (hit) => chosen.has(hit.memory_id),
        onToggle: (hit, isSelected) => toggle([hit], isSelected),
      }}
      actionBar={(hits, address) => (
        <Actions
          hits={hits}
          address={address}
          // What was chosen among the hits of another query is not meant now.
          files={hits.flatMap((hit) => chosen.get(hit.memory_id) ?? [])}
          onToggleAll={(isSelected) => toggle(hits, isSelected)}
        />
      )}
    />
  );
}

interface ActionsProps {
  hits: readonly MemoryMatch[];
  address: SearchAddress;
  files: readonly RedactionFile[];
  onToggleAll: (isSelected: boolean) => void;
}

function Actions({ hits, address, files, onToggleAll }: ActionsProps) {
  const redact = useRedaction();
  if (hits.length === 0) return null;
  const isAll = files.length === hits.length;
  return (
    <div className="flex flex-wrap items-center gap-3">
      <Checkbox
        label={`Select ${formatCount(hits.length, "listed file")}`}
        isChecked={isAll ? true : files.length === 0 ? false : "mixed"}
        onCheckedChange={() => onToggleAll(!isAll)}
      />
      <Button
        size="sm"
        disabled={files.length === 0}
        onClick={() => redact({ kind: "words", target: targetOfSearch(address), files })}
      >
        <EyeOff aria-hidden />
        {files.length === 0 ? "Redact in files" : `Redact in ${formatCount(files.length, "file")}`}
      </Button>
    </div>
  );
}
