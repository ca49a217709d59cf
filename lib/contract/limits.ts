// Limits that the browser tells of before the server refuses; apart from the schemas, for the same reason as the vocabulary.

export const memoryContentLimitBytes = 102_400;

/** Paths that one request for a tree can name. */
export const namedPathsLimit = 100;

export const reasonHeaderLimitCharacters = 500;

/** Memory stores that a session can have attached. */
export const attachmentLimit = 8;
