/** What a reviewer writes in at the moment. */
export type Editing = { kind: "hunk"; changeId: string; hunkId: string } | { kind: "file"; changeId: string } | null;
