import { createRoute } from "@hono/zod-openapi";
import { z } from "zod";
import { getWhoami } from "@/lib/auth/get-whoami";
import { inviteMember } from "@/lib/auth/invite-member";
import { listActors } from "@/lib/auth/list-actors";
import { listMembers } from "@/lib/auth/list-members";
import { removeMember } from "@/lib/auth/remove-member";
import { updateMember } from "@/lib/auth/update-member";
import { pageOf } from "@/lib/contract/common";
import { invitation, inviteMemberBody, listMembersQuery, member, updateMemberBody } from "@/lib/contract/member";
import { actorName, listActorsQuery, whoami } from "@/lib/contract/whoami";
import { answers, jsonBody, newRouter } from "./router";

export const members = newRouter();

const tags = ["People"];
const params = z.object({ id: z.string() });

members.openapi(
  createRoute({
    tags,
    method: "get",
    path: "/members",
    request: { query: listMembersQuery },
    responses: answers(pageOf(member)),
  }),
  async (c) => c.json(await listMembers(c.get("ctx"), c.req.valid("query")), 200),
);

members.openapi(
  createRoute({
    tags,
    method: "post",
    path: "/members",
    request: { body: jsonBody(inviteMemberBody) },
    responses: answers(invitation),
  }),
  async (c) => c.json(await inviteMember(c.get("ctx"), c.req.valid("json")), 200),
);

members.openapi(
  createRoute({
    tags,
    method: "post",
    path: "/members/{id}",
    request: { params, body: jsonBody(updateMemberBody) },
    responses: answers(member),
  }),
  async (c) => c.json(await updateMember(c.get("ctx"), c.req.valid("param").id, c.req.valid("json").roles), 200),
);

members.openapi(
  createRoute({ tags, method: "post", path: "/members/{id}/remove", request: { params }, responses: answers(member) }),
  async (c) => c.json(await removeMember(c.get("ctx"), c.req.valid("param").id), 200),
);

members.openapi(createRoute({ tags, method: "get", path: "/whoami", responses: answers(whoami) }), async (c) =>
  c.json(await getWhoami(c.get("ctx")), 200),
);

members.openapi(
  createRoute({
    tags,
    method: "get",
    path: "/actors",
    request: { query: listActorsQuery },
    responses: answers(pageOf(actorName)),
  }),
  async (c) => c.json(await listActors(c.get("ctx"), c.req.valid("query").ids), 200),
);
