"use client";
import { type ComponentType, useDeferredValue, useState } from "react";
import { onDemand, useOnDemand } from "./on-demand";

/**
 * A part that needs data before it can show anything: its code is asked for when the page's own script runs, so that it comes
 * beside the data and not before the first paint. `Waiting` stands in its place until then.
 */
export function earlyPart<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  Waiting: ComponentType<Props>,
): ComponentType<Props> {
  const source = onDemand(load);
  if (typeof window !== "undefined") void source.bring();
  return function EarlyPart(props: Props) {
    // Drawing it gives way to what has its data already, as the tree beside it.
    const Part = useDeferredValue(useOnDemand(source, true));
    return Part === null ? <Waiting {...props} /> : <Part {...props} />;
  };
}

/**
 * A part that most visits never see, such as a dialog's form: its code comes when it is first shown, which is when it is mounted
 * with an `isOpen` that is not false.
 */
export function laterPart<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  Waiting: ComponentType = Nothing,
): ComponentType<Props> {
  const source = onDemand(load);
  return function LaterPart(props: Props) {
    const isOpen = !("isOpen" in props) || props.isOpen !== false;
    const [wasOpened, setWasOpened] = useState(isOpen);
    if (isOpen && !wasOpened) setWasOpened(true);
    const Part = useOnDemand(source, wasOpened);
    if (!wasOpened) return null;
    return Part === null ? <Waiting /> : <Part {...props} />;
  };
}

function Nothing() {
  return null;
}
