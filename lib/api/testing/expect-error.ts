import { expect } from "vitest";
import { z } from "zod";
import { errorEnvelope } from "@/lib/contract/common";

const exactEnvelope = z.strictObject(errorEnvelope.shape);

/** Checks that an answer is the documented envelope with this status and type, and gives its `error` object back. */
export async function expectError(response: Response, status: number, type: string) {
  const text = await response.text();
  expect({ status: response.status, text }).toMatchObject({ status });
  expect(response.headers.get("content-type")).toMatch(/^application\/json/);
  const envelope = exactEnvelope.parse(JSON.parse(text));
  expect(envelope.error.type).toBe(type);
  expect(envelope.error.message).not.toBe("");
  expect(envelope.request_id).toMatch(/^req_/);
  expect(response.headers.get("request-id")).toBe(envelope.request_id);
  return envelope.error;
}
