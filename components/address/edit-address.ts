import type { AddressField } from "./address-field";

/** Fields of different values beside each other: each takes its own, so nobody can write to one without knowing which it is. */
export type AddressFields = Record<string, Pick<AddressField<unknown>, "read"> & Pick<AddressField<never>, "write">>;

export type AddressValues<Fields extends AddressFields> = {
  [Name in keyof Fields]: ReturnType<Fields[Name]["read"]>;
};

/** Values to change; null goes back to what is usual. */
export type AddressChange<Fields extends AddressFields> = {
  [Name in keyof Fields]?: AddressValues<Fields>[Name] | null;
};

/** What the query string of an address (without its `?`) says of these fields. */
export function readAddress<Fields extends AddressFields>(fields: Fields, search: string): AddressValues<Fields> {
  const params = new URLSearchParams(search);
  const values = Object.entries(fields).map(([name, field]) => [name, field.read(params.get(name))]);
  return Object.fromEntries(values) as AddressValues<Fields>;
}

/** The part of a query string that these fields read, so that a change of others is none to them. */
export function ownPart(fields: AddressFields, search: string): string {
  const params = new URLSearchParams(search);
  return new URLSearchParams([...params].filter(([name]) => Object.hasOwn(fields, name))).toString();
}

/** The query string with the changes in it; what other fields say stays as it is. */
export function editAddress<Fields extends AddressFields>(
  fields: Fields,
  search: string,
  change: AddressChange<Fields>,
): string {
  const params = new URLSearchParams(search);
  for (const [name, value] of Object.entries(change)) {
    const field = fields[name];
    if (field === undefined || value === undefined) continue;
    const text = value === null ? null : field.write(value as never);
    if (text === null) params.delete(name);
    else params.set(name, text);
  }
  // Paths and moments read better as they are, and may stand so in a query.
  return params.toString().replaceAll("%2F", "/").replaceAll("%3A", ":").replaceAll("%2C", ",");
}
