// The arrows of the architecture: a room may import from the rooms before it, never from those behind or beside it.
const rooms = [
  ["contract", "errors", "text", "observe"],
  ["db"],
  ["access"],
  ["audit", "jobs"],
  ["memory"],
  ["transfer", "session"],
  ["dream"],
  ["govern"],
  ["webhook"],
  ["auth"],
  ["schedule"],
  ["sample"],
  ["api", "mcp", "worker", "serve"],
];
const entrances = "^(app|cli|server\\.ts|proxy\\.ts|instrumentation\\.ts)";
const test = "\\.(db\\.|contract\\.)?test\\.tsx?$|/testing/";

const direction = rooms.flatMap((level, index) =>
  level.map((room) => {
    const earlier = rooms.slice(0, index).flat();
    return {
      name: `direction-${room}`,
      comment: `lib/${room} may import only from ${earlier.join(", ") || "itself"}.`,
      severity: "error",
      from: { path: `^lib/${room}/`, pathNot: test },
      to: { path: "^(lib|app|components|cli|server\\.ts)", pathNot: `^lib/(${[...earlier, room].join("|")})/` },
    };
  }),
);

/** @type {import("dependency-cruiser").IConfiguration} */
module.exports = {
  forbidden: [
    ...direction,
    {
      name: "browser-safe",
      comment: "These rooms are loaded by browsers.",
      severity: "error",
      from: { path: "^lib/(contract|text|client)/|^components/", pathNot: test },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "client-room",
      comment: "lib/client reaches the server through /v1 only.",
      severity: "error",
      from: { path: "^lib/client/", pathNot: test },
      to: { path: "^(lib|app|components|cli|server\\.ts)", pathNot: "^lib/(client|contract|text)/" },
    },
    {
      name: "components-room",
      comment: "Components know the wire and each other, no server code.",
      severity: "error",
      from: { path: "^components/", pathNot: test },
      to: { path: "^(lib|app|cli|server\\.ts)", pathNot: "^lib/(client|contract|text)/" },
    },
    {
      name: "nobody-imports-entrances",
      comment: "What two entrances share belongs to lib or components.",
      severity: "error",
      from: { pathNot: `${entrances}|${test}` },
      to: { path: entrances },
    },
    {
      name: "tests-stay-outside",
      comment: "Code does not import tests or their builders.",
      severity: "error",
      from: { pathNot: `${test}|^(e2e|bench)/` },
      to: { path: test },
    },
    {
      name: "no-cycles",
      comment: "A cycle makes two files one. Types alone may point back.",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    {
      name: "no-orphans",
      comment: "A file that nobody imports and that imports nothing is dead.",
      severity: "error",
      from: { orphan: true, pathNot: [test, "\\.d\\.ts$", entrances, "\\.thread\\.ts$"] },
      to: {},
    },
    {
      name: "resolvable",
      comment: "The import leads nowhere.",
      severity: "error",
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^(\\.next|dist|prisma/generated)" },
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
    },
  },
};
