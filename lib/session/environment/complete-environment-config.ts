import type { EnvironmentConfig, EnvironmentConfigInput } from "@/lib/contract/environment";

/** A configuration with every field that the wire promises; left out altogether it is an unrestricted cloud. */
export function completeEnvironmentConfig(input: EnvironmentConfigInput | null): EnvironmentConfig {
  if (input?.type === "self_hosted") return { type: "self_hosted" };
  const networking = input?.networking;
  const packages = input?.packages;
  return {
    type: "cloud",
    networking:
      networking?.type === "limited"
        ? {
            type: "limited",
            allow_mcp_servers: networking.allow_mcp_servers ?? false,
            allow_package_managers: networking.allow_package_managers ?? false,
            allowed_hosts: networking.allowed_hosts ?? [],
          }
        : { type: "unrestricted" },
    packages: {
      type: "packages",
      apt: packages?.apt ?? [],
      cargo: packages?.cargo ?? [],
      gem: packages?.gem ?? [],
      go: packages?.go ?? [],
      npm: packages?.npm ?? [],
      pip: packages?.pip ?? [],
    },
  };
}
