export type HistoryStep = "push" | "replace";

export interface AddressWriter {
  /** The query string (without its `?`) as it was last asked for, whether or not the browser has been told. */
  newest: () => string;
  /** Tells the browser, at once where it may; else the answer settles when it has been told. */
  write: (search: string, step: HistoryStep) => Promise<void> | undefined;
}

/** Safari refuses more than 100 changes in ten seconds, and Next makes a second one of each of ours. */
const pauseMs = 200;

/** Writes query strings into the browser's address, no faster than browsers take them: somebody types into a filter. */
export function createAddressWriter(browser: Pick<Window, "location" | "history">): AddressWriter {
  const { location, history } = browser;
  let wanted: { search: string; from: string } | null = null;
  let toldAtMs = Number.NEGATIVE_INFINITY;
  let underWay: Promise<void> | undefined;

  const tell = (search: string, step: HistoryStep) => {
    const address = `${location.pathname}${search === "" ? "" : `?${search}`}${location.hash}`;
    toldAtMs = Date.now();
    if (step === "push") history.pushState(null, "", address);
    else history.replaceState(null, "", address);
  };
  const tellWanted = () => {
    const told = wanted;
    wanted = null;
    underWay = undefined;
    // Whoever has left the page meanwhile means it no more.
    if (told !== null && told.from === location.pathname + location.search) tell(told.search, "replace");
  };

  return {
    newest: () => wanted?.search ?? location.search.slice(1),
    write: (search, step) => {
      if (step === "push") {
        if (wanted !== null) tellWanted();
        tell(search, "push");
        return undefined;
      }
      const waitMs = toldAtMs + pauseMs - Date.now();
      if (wanted === null && waitMs <= 0) {
        tell(search, "replace");
        return undefined;
      }
      wanted = { search, from: wanted?.from ?? location.pathname + location.search };
      underWay ??= new Promise((settle) => {
        setTimeout(() => {
          tellWanted();
          settle();
        }, waitMs);
      });
      return underWay;
    },
  };
}
