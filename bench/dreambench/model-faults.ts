import { faults } from "@/lib/dream/models/testing/faults";
import { runFault } from "@/lib/dream/models/testing/run-fault";
import { ScriptedModelServer } from "@/lib/dream/models/testing/scripted-model-server";

/**
 * Prints what comes through to a reviewer when the model goes wrong: each fault over both protocols, at a scripted endpoint. Ends
 * with 1 when a fault leaks that never may. Run: npx tsx bench/dreambench/model-faults.ts
 */
async function printModelFaults(): Promise<void> {
  const server = new ScriptedModelServer();
  await server.start();
  const rows = [
    "| fault | spoilt answers | dropped by gates | reached a reviewer | leak rate | completed | bound |",
    "| --- | --- | --- | --- | --- | --- | --- |",
  ];
  let isLeaking = false;
  for (const { name, isStrict } of faults) {
    let [spoilt, dropped, leaks, completed] = [0, 0, 0, 0];
    for (const protocol of ["anthropic", "openai"] as const) {
      const result = await runFault(server, name, protocol).catch(() => null);
      if (result === null) continue;
      completed++;
      spoilt += result.spoilt;
      dropped += result.dropped;
      leaks += result.leaks.length;
    }
    const rate = spoilt === 0 ? 0 : leaks / spoilt;
    if (isStrict && (leaks > 0 || completed < 2)) isLeaking = true;
    rows.push(
      `| ${name} | ${spoilt} | ${dropped} | ${leaks} | ${rate.toFixed(2)} | ${completed} of 2 | ${isStrict ? "0" : "reported"} |`,
    );
  }
  process.stdout.write(`${rows.join("\n")}\n`);
  await server.stop();
  process.exitCode = isLeaking ? 1 : 0;
}

await printModelFaults();
