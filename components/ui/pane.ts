import type { ReactNode } from "react";

export interface Pane {
  id: string;
  label: string;
  content: ReactNode;
  /** Pixels; the main pane has none and takes what is left. */
  defaultSizePx?: number;
  minSizePx?: number;
  maxSizePx?: number;
}

export interface SplitPanesProps {
  /** Names the layout under which the sizes are remembered. */
  id: string;
  panes: readonly Pane[];
  /** The pane shown first where there is room for one only. */
  mainPaneId: string;
  /** Controls the narrow form's tab, e.g. to show the file that was picked in the tree. */
  activePaneId?: string;
  onActivePaneChange?: (id: string) => void;
}

export const couldNotBeShown = ({ label }: Pane): string => `The pane “${label}” could not be shown.`;
