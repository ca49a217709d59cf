/** The shared face of text fields; the border holds 3:1, as a control's boundary must. */
export const inputClass =
  "w-full min-w-0 rounded-md border border-control-line bg-raised px-2 text-13 text-ink transition-colors hover:border-ink-2 " +
  "focus-visible:border-accent focus-visible:outline-2 focus-visible:-outline-offset-1 focus-visible:outline-accent " +
  "disabled:cursor-not-allowed disabled:border-line disabled:bg-sunken disabled:text-ink-off " +
  "aria-invalid:border-danger-solid";
