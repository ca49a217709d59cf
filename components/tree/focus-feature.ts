import type { FeatureImplementation } from "@headless-tree/core";
import type { TreeNode } from "./build-tree";

const appearsWithinMs = 500;

/**
 * Brings the focus to the row that the keys moved to, once it is drawn. The library's own does so wherever the focus went
 * meanwhile: a row at the far end of a long list comes late, and took the focus out of a palette or dialog that was opened
 * by then.
 */
export const focusFeature: FeatureImplementation<TreeNode> = {
  key: "focus",
  treeInstance: {
    updateDomFocus: ({ tree }) => {
      const item = tree.getFocusedItem();
      const givesUpAt = performance.now() + appearsWithinMs;
      tree.getConfig().scrollToItem?.(item);
      const look = () => {
        const row = item.getElement();
        if (row === null || row === undefined) {
          if (performance.now() < givesUpAt) requestAnimationFrame(look);
          return;
        }
        const held = document.activeElement;
        const isFree = held === null || held === document.body || held.closest("[role=tree]") !== null;
        if (isFree && item.isFocused()) row.focus();
      };
      setTimeout(look);
    },
  },
};
