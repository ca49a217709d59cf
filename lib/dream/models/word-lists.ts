/** Words that turn a statement into its opposite; a text that holds one needs a source that holds one. */
export const negations: ReadonlySet<string> = new Set(
  "no not never none nor neither without cannot cant dont doesnt didnt isnt arent wasnt werent wont shouldnt mustnt nothing unable impossible missing absent nicht kein keine nie niemals ohne".split(
    " ",
  ),
);

/** Words by which a transcript says the same as a negation: an error is where most negative lessons come from. */
export const failureWords: ReadonlySet<string> = new Set(
  "failed fails fail failure error errors denied refused rejected invalid unknown unrecognized unrecognised enoent forbidden notfound".split(
    " ",
  ),
);

/** Words without a subject of their own; overlap of texts is counted without them. */
export const emptyWords: ReadonlySet<string> = new Set(
  "a an the this that these those it its is are was were be been being do does did has have had of in on at to for from by with as and or but if then than so when while before after first always must should shall will would can could may might use used using you your we our they their i he she there here into out up down over under again also only just very more most each every all any some such same other now new instead please make sure".split(
    " ",
  ),
);

/** Surroundings in which a lesson holds; cases from different ones are not one case. */
export const surroundings: ReadonlySet<string> = new Set(
  "prod production staging stage dev development test testing qa sandbox preprod canary local ci".split(" "),
);
