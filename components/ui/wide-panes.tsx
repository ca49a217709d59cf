"use client";
import { Fragment } from "react";
import { Group, Panel, Separator, useDefaultLayout } from "react-resizable-panels";
import { couldNotBeShown, type SplitPanesProps } from "./pane";
import { PaneBoundary } from "./pane-boundary";

/** Panes side by side. Sizes are remembered under the layout's name. */
export function WidePanes({ id, panes }: SplitPanesProps) {
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
