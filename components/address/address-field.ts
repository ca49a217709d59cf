/** How one value stands in the address of a page. */
export interface AddressField<Value> {
  /** What its text means; null where the address does not name it. What cannot be read means the same as nothing. */
  read: (text: string | null) => Value;
  /** Its text, or null for the value that the address leaves out. */
  write: (value: Value) => string | null;
}

export const textField: AddressField<string | null> = { read: (text) => text, write: (value) => value };

export function textFieldOr(usual: string): AddressField<string> {
  return { read: (text) => text ?? usual, write: (value) => (value === usual ? null : value) };
}

/** `?archived=true`; left out while it is not so. */
export const flagField: AddressField<boolean> = {
  read: (text) => text === "true",
  write: (value) => (value ? "true" : null),
};

export function choiceField<Choice extends string>(choices: readonly Choice[]): AddressField<Choice | null> {
  return { read: (text) => choices.find((choice) => choice === text) ?? null, write: (value) => value };
}

export function choiceFieldOr<Choice extends string>(
  choices: readonly Choice[],
  usual: NoInfer<Choice>,
): AddressField<Choice> {
  return {
    read: (text) => choices.find((choice) => choice === text) ?? usual,
    write: (value) => (value === usual ? null : value),
  };
}

/** Ids and other words without a comma: `?store=a,b`. */
export const wordsField: AddressField<readonly string[]> = {
  read: (text) => (text === null || text === "" ? [] : text.split(",")),
  write: (words) => (words.length === 0 ? null : words.join(",")),
};

/** A moment as RFC 3339 in UTC, in whatever form it was typed. */
export const momentField: AddressField<string | null> = {
  read: (text) => (text === null || Number.isNaN(Date.parse(text)) ? null : new Date(text).toISOString()),
  write: (moment) => moment,
};
