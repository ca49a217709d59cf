/** CSS highlights mark words without adding elements, so that they work across formatting. */
export const highlightStyles = `
::highlight(session-find) { background-color: var(--warn-soft); color: var(--ink); text-decoration: underline 2px var(--warn); }
::highlight(session-quote) { background-color: var(--select); color: var(--ink); }
`;
