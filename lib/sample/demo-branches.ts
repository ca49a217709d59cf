/** The two ways in which days 6 to 10 are lived; what belongs to one has it in its metadata. */
export const demoBranches = { withoutDream: "without-dream", withDream: "with-dream" } as const;
