/** Words that carry no matter of their own; they weigh little in comparisons, and order and synonyms are judged without them. */
export const functionWords = new Set(
  "a an the and or but if then of to in on at by for with from as is are was were be been it its this that these those will would can could should may might do does did has have had so than there here when while because since please".split(
    " ",
  ),
);
