"use client";
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { LoaderCircle, SearchX, TextSearch } from "lucide-react";
import { type ReactNode, useEffect, useRef } from "react";
import { memorySearchOptions } from "@/lib/client/memory-search";
import { rowsOf } from "@/lib/client/page";
import type { MemoryMatch } from "@/lib/contract/memory-search";
import { useAddress } from "../address/use-address";
import { useCommands } from "../command/use-commands";
import { useSettled } from "../session/use-settled";
import { LoadMore } from "../table/load-more";
import { loadMoreOf } from "../table/load-more-of";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { ErrorState } from "../ui/error-state";
import { SkeletonRows } from "../ui/skeleton";
import { countWords } from "./count-words";
import { type SearchAddress, searchFields, searchFiltersOf } from "./search-address";
import { SearchForm } from "./search-form";
import { SearchHit, type SearchSelection } from "./search-hit";
import { searchProblem } from "./search-problem";
import { useHitKeys } from "./use-hit-keys";

const typingPauseMs = 200;

interface SearchViewProps {
  /** Left out = all stores that the reader reaches, or the one in the address. */
  storeId?: string;
  /** Gives each file a checkbox. */
  selection?: SearchSelection;
  /** Stands between the query and its results, e.g. what can be done with the selected files. */
  actionBar?: (hits: readonly MemoryMatch[], address: SearchAddress) => ReactNode;
}

/** A query and what it finds, all of it in the address. */
export function SearchView({ storeId, selection, actionBar }: SearchViewProps) {
  const [address, setAddress] = useAddress(searchFields);
  const box = useRef<HTMLDivElement>(null);
  const results = useRef<HTMLDivElement>(null);
  const focusBox = () => box.current?.querySelector("input")?.focus();
  const keys = useHitKeys(results, focusBox);
  useCommands([{ id: "search.focus", title: "Search the text", group: "Search", keys: "/", run: focusBox }]);
  useEffect(() => box.current?.querySelector("input")?.focus(), []);

  const asked = useSettled(address, typingPauseMs);
  const filters = searchFiltersOf(asked);
  const scope = storeId === undefined ? asked.store : [storeId];
  const search = useInfiniteQuery({
    ...memorySearchOptions(scope, filters ?? { q: "" }),
    enabled: filters !== null,
    placeholderData: keepPreviousData,
  });
  const problem = filters === null ? null : searchProblem(search.error);
  const hits = filters === null ? [] : rowsOf(search.data);
  const isBusy = filters !== null && search.isFetching;
  return (
    <>
      <SearchForm
        address={address}
        onChange={setAddress}
        problem={problem}
        isOneStore={storeId !== undefined}
        boxRef={box}
        onKeyDown={keys.fromBox}
      />
      {actionBar?.(hits, asked)}
      <div className="flex min-h-6 items-center gap-2 text-12 text-ink-2">
        <span role="status" className="tabular">
          {search.isSuccess && filters !== null && !search.isPlaceholderData
            ? countWords(hits, search.hasNextPage)
            : null}
        </span>
        {isBusy ? <LoaderCircle aria-label="Searching" className="size-3.5 animate-spin animate-appear-late" /> : null}
      </div>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: arrow keys are a shortcut between the links inside. */}
      <div ref={results} aria-busy={isBusy} onKeyDown={keys.withinResults}>
        {filters === null ? <NothingAsked /> : null}
        {filters !== null && search.isPending ? <SkeletonRows label="results" /> : null}
        {filters !== null && search.isError && problem === null ? (
          <ErrorState title="The search failed." error={search.error} onRetry={() => void search.refetch()} />
        ) : null}
        {filters !== null && search.isSuccess && !search.isPlaceholderData && hits.length === 0 ? (
          <NothingFound address={asked} onChange={setAddress} />
        ) : null}
        {hits.length > 0 ? (
          <>
            <ol aria-label="Files that match" className="flex flex-col gap-3">
              {hits.map((hit) => (
                <SearchHit key={hit.memory_id} hit={hit} isStoreShown={scope.length !== 1} selection={selection} />
              ))}
            </ol>
            <LoadMore {...loadMoreOf(search, hits.length, "files")} />
          </>
        ) : null}
      </div>
    </>
  );
}

function NothingAsked() {
  return (
    <EmptyState icon={<TextSearch aria-hidden />} title="Search what memories say">
      Every acknowledged write is found at once. <b className="font-medium">Text</b> finds letters as they stand,{" "}
      <b className="font-medium">Regex</b> a pattern line by line, <b className="font-medium">Words</b> whole words in
      any order. To find a file by its path, press <kbd className="font-mono text-12">t</kbd> in a store.
    </EmptyState>
  );
}

function NothingFound({
  address,
  onChange,
}: {
  address: SearchAddress;
  onChange: (part: Partial<SearchAddress>) => void;
}) {
  const isNarrow = address.in !== "" || address.case || address.store.length > 0;
  return (
    <EmptyState
      icon={<SearchX aria-hidden />}
      title="No file holds this"
      action={
        isNarrow ? (
          <Button onClick={() => onChange({ in: "", case: false, store: [] })}>Search without the filters</Button>
        ) : null
      }
    >
      {isNarrow
        ? "A folder, the stores or the capitals may leave out what you look for."
        : "Only the current text of files is searched, not their earlier versions."}
    </EmptyState>
  );
}
