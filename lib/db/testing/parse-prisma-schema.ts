export interface SchemaColumn {
  name: string;
  type: string;
  isNullable: boolean;
}

export interface SchemaTable {
  name: string;
  columns: SchemaColumn[];
  primaryKey: string[];
}

const sqlTypes: Record<string, string> = {
  String: "text",
  Int: "integer",
  BigInt: "bigint",
  Float: "double precision",
  Boolean: "boolean",
  Json: "jsonb",
  Bytes: "bytea",
};

/** The tables that a Prisma schema describes. It knows what our schema uses and throws at the rest. */
export function parsePrismaSchema(text: string): SchemaTable[] {
  const models = [...text.matchAll(/^model (\w+) \{\n([\s\S]*?)^\}/gm)].map(([, name = "", body = ""]) => ({
    name,
    body,
  }));
  const modelNames = new Set(models.map((model) => model.name));
  return models.map(({ name, body }) => parseModel(name, body, modelNames));
}

function parseModel(name: string, body: string, modelNames: ReadonlySet<string>): SchemaTable {
  const columns: SchemaColumn[] = [];
  let primaryKey = names(/@@id\(\[(.+?)\]\)/.exec(body)?.[1]);
  for (const line of body.split("\n")) {
    const field = /^ {2}(\w+) +(Unsupported\("(\w+)"\)|\w+)(\[\])?(\?)?(.*)$/.exec(line);
    if (field === null) continue;
    const [, column = "", type = "", unsupported, list = "", optional, attributes = ""] = field;
    if (modelNames.has(type)) continue;
    const sqlType = unsupported ?? (type === "DateTime" ? timeType(attributes) : sqlTypes[type]);
    if (sqlType === undefined) throw new Error(`${name}.${column} has a type that this parser does not know: ${type}`);
    columns.push({ name: column, type: sqlType + list, isNullable: optional !== undefined });
    if (/(^| )@id\b/.test(attributes)) primaryKey = [column];
  }
  return { name: /@@map\("(\w+)"\)/.exec(body)?.[1] ?? name, columns, primaryKey };
}

function timeType(attributes: string): string {
  const digits = /@db\.Timestamptz\((\d)\)/.exec(attributes)?.[1];
  if (digits === undefined) throw new Error(`A time without @db.Timestamptz: ${attributes}`);
  return digits === "6" ? "timestamp with time zone" : `timestamp(${digits}) with time zone`;
}

function names(list: string | undefined): string[] {
  return list === undefined ? [] : list.split(",").map((part) => part.trim());
}
