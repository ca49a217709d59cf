/**
 * When a file has grown beyond its topic. An agent reads a file whole: 200 lines or 12 KB are about 3,000 tokens, more than most questions
 * need. Sections whose content words have a cosine below .3 were unrelated in the pilot's texts (unrelated sentences reach .53, but
 * sections are long enough to show their topic), and two topics may well share a file: three are a heap. A section of a few lines is
 * better found where it is than in a file of its own. A heading whose word stands in two fifths of its own lines and in
 * hardly any other names a thing, so that such sections are apart although one pattern made all their lines.
 */
export const structureLimits = {
  mostLines: 200,
  mostBytes: 12_288,
  relatedCosine: 0.3,
  fewestTopics: 3,
  fewestSectionLines: 8,
  namedInOwn: 0.4,
  namedInOthers: 0.05,
} as const;
