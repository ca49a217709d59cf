"use client";
import { Fragment, type ReactNode, useState } from "react";
import { Group, Panel, Separator, useDefaultLayout } from "react-resizable-panels";
import { PaneBoundary } from "./pane-boundary";
import { Tabs } from "./tabs";
import { useMediaQuery } from "./use-media-query";

export interface Pane {
  id: string;
  label: string;
  content: ReactNode;
  /** Pixels; the main pane has none and takes what is left. */
  defaultSizePx?: number;
  minSizePx?: number;
  maxSizePx?: number;
}

interface SplitPanesProps {
  /** Names the layout under which the sizes are remembered. */
  id: string;
  panes: readonly Pane[];
  /** The pane shown first where there is room for one only. */
  mainPaneId: string;
  /** Controls the narrow form's tab, e.g. to show the file that was picked in the tree. */
  activePaneId?: string;
  onActivePaneChange?: (id: string) => void;
}

const couldNotBeShown = ({ label }: Pane): string => `The pane “${label}” could not be shown.`;

/** Panes side by side, resizable by mouse and arrow keys; below 1024 px they become tabs. A fault in one leaves the others. */
export function SplitPanes(props: SplitPanesProps) {
  const isWide = useMediaQuery("(min-width: 64rem)");
  if (isWide === null) return <div className="min-h-0 flex-1" />;
  return isWide ? <WidePanes {...props} /> : <NarrowPanes {...props} />;
}

function WidePanes({ id, panes }: SplitPanesProps) {
  const layout = useDefaultLayout({ id: `panes.${id}`, panelIds: panes.map((pane) => pane.id), storage: localStorage });
  return (
    <Group
      {...layout}
      orientation="horizontal"
      className="min-h-0 flex-1"
      resizeTargetMinimumSize={{ coarse: 24, fine: 9 }}
    >
      {panes.map((pane, index) => (
        <Fragment key={pane.id}>
          {index === 0 ? null : (
            <Separator
              aria-label={`Resize ${panes[index - 1]?.label ?? ""} and ${pane.label}`}
              className="relative w-px bg-line transition-colors hover:bg-accent focus-visible:bg-accent data-[separator=active]:bg-accent"
            />
          )}
          <Panel
            id={pane.id}
            className="flex min-w-0 flex-col"
            minSize={pane.minSizePx ?? (pane.defaultSizePx === undefined ? 320 : 200)}
            {...(pane.maxSizePx === undefined ? {} : { maxSize: pane.maxSizePx })}
            {...(pane.defaultSizePx === undefined
              ? {}
              : { defaultSize: pane.defaultSizePx, groupResizeBehavior: "preserve-pixel-size" as const })}
          >
            <section aria-label={pane.label} className="flex h-full min-h-0 flex-col overflow-hidden">
              <PaneBoundary title={couldNotBeShown(pane)}>{pane.content}</PaneBoundary>
            </section>
          </Panel>
        </Fragment>
      ))}
    </Group>
  );
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
