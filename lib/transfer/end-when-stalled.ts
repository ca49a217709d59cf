import { pipeline, type Readable, Transform } from "node:stream";

/** Passes a stream on, and destroys it when nothing moved for `timeoutMs`: a reader that went to sleep, or never came. */
export function endWhenStalled(source: Readable, timeoutMs: number): Readable {
  const passed = new Transform({
    transform(chunk, _encoding, done) {
      timer.refresh();
      done(null, chunk);
    },
  });
  const timer = setTimeout(() => passed.destroy(new Error("Nobody read the stream any more.")), timeoutMs);
  pipeline(source, passed, () => clearTimeout(timer));
  // A reader that goes away is no failure; unheard, its error would end the process.
  passed.on("error", () => undefined);
  return passed;
}
