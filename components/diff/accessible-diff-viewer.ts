import { cloneElement, type ReactElement } from "react";
import ReactDiffViewer, { type ReactDiffViewerProps } from "react-diff-viewer-continued";

type RenderFold = (
  ...positions: number[]
) => ReactElement<{ role?: string | undefined; tabIndex?: number | undefined }>;

/**
 * The library makes a folded row a button and puts a button into it, which screen readers cannot tell apart and keyboards meet
 * twice. Here the row is a row; the button in it does the work.
 */
export class AccessibleDiffViewer extends ReactDiffViewer {
  constructor(props: ReactDiffViewerProps) {
    super(props);
    // biome-ignore lint/complexity/useLiteralKeys: the member is private to the library's class.
    const render: RenderFold = this["renderSkippedLineIndicator"];
    // biome-ignore lint/complexity/useLiteralKeys: the member is private to the library's class.
    this["renderSkippedLineIndicator"] = (...positions: number[]) =>
      cloneElement(render(...positions), { role: undefined, tabIndex: undefined });
  }
}
