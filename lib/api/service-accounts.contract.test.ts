import { describe, expect, it } from "vitest";
import { pageOf } from "@/lib/contract/common";
import { serviceAccount } from "@/lib/contract/service-account";
import { useApiServer } from "./testing/api-server";
import { expectError } from "./testing/expect-error";

const api = useApiServer();

const post = (path: string, body: unknown = {}, apiKey?: string | null) =>
  api.send(`/v1/service_accounts${path}`, {
    method: "POST",
    body: JSON.stringify(body),
    ...(apiKey === undefined ? {} : { apiKey }),
  });

async function make(body: Record<string, unknown> = {}) {
  const response = await post("", { name: "nightly", permissions: ["dream:read"], ...body });
  expect(response.status).toBe(200);
  return serviceAccount.parse(await response.json());
}

describe("service accounts", () => {
  it("are made with their grants, never with a secret, and can be read again", async () => {
    const store = await api.client().beta.memoryStores.create({ name: "team" });
    const grants = [{ memory_store_id: store.id, access: "read_only" as const }];
    const made = await make({ roles: ["viewer"], memory_stores: grants });
    expect(made).toMatchObject({
      id: expect.stringMatching(/^svac_/),
      name: "nightly",
      permissions: ["dream:read"],
      roles: ["viewer"],
      memory_stores: grants,
      created_by: { type: "api_actor" },
      archived_at: null,
    });
    const read = await api.send(`/v1/service_accounts/${made.id}`);
    expect(await read.json()).toEqual(made);
  });

  it("are listed newest first, page by page", async () => {
    const [first, second] = [await make(), await make()];
    const page = async (query: string) =>
      pageOf(serviceAccount).parse(await (await api.send(`/v1/service_accounts?limit=1${query}`)).json());
    const newest = await page("");
    expect(newest.data).toEqual([second]);
    expect((await page(`&page=${newest.next_page}`)).data).toEqual([first]);
  });

  it("are archived for good; a second time changes nothing", async () => {
    const { id } = await make();
    const archived = serviceAccount.parse(await (await post(`/${id}/archive`)).json());
    expect(archived.archived_at).not.toBeNull();
    expect(await (await post(`/${id}/archive`)).json()).toEqual(archived);
  });

  it("have a name for whoever reads what they did", async () => {
    const { id } = await make({ name: "Night shift" });
    const answer = await api.send(`/v1/actors?ids=${id}`);
    expect(await answer.json()).toMatchObject({
      data: [{ id, kind: "service_account", name: "Night shift", mark: "NS" }],
    });
  });

  it.each([
    ["no name", {}],
    ["an unknown permission", { name: "a", permissions: ["dream:everything"] }],
    ["an unknown member", { name: "a", secret: "rvk_mine" }],
    ["a store twice", { name: "a", memory_stores: ["read_only", "read_write"].map(grantOfSame) }],
  ])("refuses %s with 400", async (_what, body) => {
    await expectError(await post("", body), 400, "invalid_request_error");
  });

  it("answers 401 without a credential", async () => {
    await expectError(await post("", { name: "a" }, null), 401, "authentication_error");
    await expectError(await api.send("/v1/service_accounts", { apiKey: null }), 401, "authentication_error");
  });

  it("answers 403 to everyone but administrators, and 404 for what is not there", async () => {
    const apiKey = await api.makeKey({ roles: ["operator", "reviewer"] });
    await expectError(await post("", { name: "a" }, apiKey), 403, "permission_error");
    await expectError(await api.send("/v1/service_accounts", { apiKey }), 403, "permission_error");
    const { id } = await make();
    await expectError(await post(`/${id}/archive`, {}, apiKey), 403, "permission_error");
    await expectError(await api.send("/v1/service_accounts/svac_none"), 404, "not_found_error");
    await expectError(await post("/svac_none/archive"), 404, "not_found_error");
    const stray = { name: "a", memory_stores: [{ memory_store_id: "memstore_none", access: "read_only" }] };
    await expectError(await post("", stray), 404, "not_found_error");
  });
});

function grantOfSame(access: string) {
  return { memory_store_id: "memstore_same", access };
}
