"use client";
import { useParams } from "next/navigation";
import { createParser, parseAsBoolean, parseAsString, useQueryStates } from "nuqs";
import { pathOfSegments } from "@/lib/client/routes";

export const parseAsMoment = createParser({
  parse: (text) => (Number.isNaN(Date.parse(text)) ? null : new Date(text).toISOString()),
  serialize: (moment: string) => moment,
});

const parsers = {
  version: parseAsString,
  compare: parseAsString,
  at: parseAsMoment,
  edit: parseAsBoolean.withDefault(false),
};

/** The memory path of the address; null on the store's own page. */
export function useAddressPath(): string | null {
  const { path } = useParams<{ path?: string[] }>();
  return path === undefined ? null : pathOfSegments(path);
}

/** The folder of the address, such as `/alerts/`; null where it names none. */
export function useAddressFolder(): string | null {
  const { folder } = useParams<{ folder?: string[] }>();
  return folder === undefined ? null : `${pathOfSegments(folder)}/`;
}

/** What of the store the address asks for: one version, a second one to compare with, a past moment, or the editor. */
export function useStoreView() {
  return useQueryStates(parsers, { history: "push" });
}
