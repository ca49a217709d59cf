"use client";
import { useState } from "react";
import { earlyPart } from "./lazy-part";
import { couldNotBeShown, type SplitPanesProps } from "./pane";
import { PaneBoundary } from "./pane-boundary";
import { PanesPending } from "./panes-pending";
import { Tabs } from "./tabs";
import { useMediaQuery } from "./use-media-query";

const WidePanes = earlyPart(() => import("./wide-panes").then((module) => module.WidePanes), PanesPending);

/** Panes side by side, resizable by mouse and arrow keys; below 1024 px they become tabs. A fault in one leaves the others. */
export function SplitPanes(props: SplitPanesProps) {
  const isWide = useMediaQuery("(min-width: 64rem)");
  if (isWide === null) return <PanesPending panes={props.panes} />;
  return isWide ? <WidePanes {...props} /> : <NarrowPanes {...props} />;
}

function NarrowPanes({ panes, mainPaneId, activePaneId, onActivePaneChange }: SplitPanesProps) {
  const [own, setOwn] = useState(mainPaneId);
  return (
    <Tabs
      label="Panes"
      value={activePaneId ?? own}
      onValueChange={(next) => {
        setOwn(next);
        onActivePaneChange?.(next);
      }}
      items={panes.map((pane) => ({
        value: pane.id,
        label: pane.label,
        content: <PaneBoundary title={couldNotBeShown(pane)}>{pane.content}</PaneBoundary>,
      }))}
      className="flex-1"
      panelClassName="flex flex-col overflow-hidden"
    />
  );
}
