import type { ExternalToast, toast as sonner } from "sonner";

type Kind = "message" | "success" | "error";
type Speaker = Pick<typeof sonner, Kind>;

let speaker: Speaker | null = null;
let waiting: { kind: Kind; text: string; options: ExternalToast | undefined }[] = [];

/** Says it now, or as soon as somebody listens. True when it was said. */
export function say(kind: Kind, text: string, options?: ExternalToast): boolean {
  if (speaker === null) {
    waiting.push({ kind, text, options });
    return false;
  }
  speaker[kind](text, options);
  return true;
}

/** Called by the toaster as soon as it listens. */
export function sayTo(listening: Speaker): void {
  speaker = listening;
  const said = waiting;
  waiting = [];
  for (const { kind, text, options } of said) say(kind, text, options);
}
