import type { Environment, EnvironmentConfig } from "@/lib/contract/environment";

export interface EnvironmentRow {
  id: string;
  name: string;
  description: string | null;
  config: EnvironmentConfig;
  metadata: Record<string, string>;
  scope: "organization" | "account" | null;
  created_at: Date;
  updated_at: Date;
  archived_at: Date | null;
}

export const environmentColumns = "id, name, description, config, metadata, scope, created_at, updated_at, archived_at";

/** The wire object of an environment. */
export function presentEnvironment(row: EnvironmentRow): Environment {
  return {
    id: row.id,
    type: "environment",
    name: row.name,
    description: row.description,
    config: row.config,
    metadata: row.metadata,
    ...(row.scope === null ? {} : { scope: row.scope }),
    created_at: row.created_at.toISOString(),
    updated_at: row.updated_at.toISOString(),
    archived_at: row.archived_at?.toISOString() ?? null,
  };
}
