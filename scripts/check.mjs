// @ts-check
// The fast half of the tests: what to run before every commit.
import { prepareApplication } from "./prepare/prepare-application.mjs";
import { keepTemporaryFilesInMemory } from "./verify/memory-folder.mjs";
import { runStages } from "./verify/stage.mjs";
import { staticChecks } from "./verify/static-checks.mjs";
import { vitestStage } from "./verify/vitest-stage.mjs";

keepTemporaryFilesInMemory();
await prepareApplication(console.log, "dependencies");
process.exitCode = (await runStages([[...staticChecks, vitestStage("unit tests", "unit")]])) ? 0 : 1;
