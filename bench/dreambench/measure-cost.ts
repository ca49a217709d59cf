import { runEngine } from "@/lib/dream/engine/run-engine";
import { generateCorpus } from "./generate/generate-corpus";
import { familyNames } from "./generate/plant";
import { vocabularyPack } from "./packs/pack";
import sreShop from "./packs/sre-shop.json";

/** One point of the cost curve in a process of its own, so that its memory is its own: events per session and files come as arguments. */
const [events = 200, files = 0] = process.argv.slice(2).map(Number);
const corpus = await generateCorpus({
  pack: vocabularyPack.parse(sreShop),
  seed: 7,
  families: familyNames,
  sessions: 100,
  eventsPerSession: [events, events],
  extraFiles: files,
});
const inputMegabytes = Math.round(process.memoryUsage().rss / 1e6);
const cpuBefore = process.cpuUsage();
const startedAt = performance.now();
const output = await runEngine(corpus.input);
const { user, system } = process.cpuUsage(cpuBefore);
process.stdout.write(
  JSON.stringify({
    events: output.counts.events,
    files: output.counts.memories,
    seconds: (performance.now() - startedAt) / 1000,
    cpuSeconds: (user + system) / 1e6,
    inputMegabytes,
    peakMegabytes: Math.round(process.resourceUsage().maxRSS / 1024),
  }),
);
