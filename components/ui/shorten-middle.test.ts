import { describe, expect, it } from "vitest";
import { shortenMiddle } from "./shorten-middle";

describe("shortenMiddle", () => {
  it("keeps the prefix that says what an id is", () => {
    expect(shortenMiddle("memver_01HZX4J7K2M9QRSTVWXYZABC")).toBe("memver_01HZ…ZABC");
  });

  it("leaves alone what is short already", () => {
    expect(shortenMiddle("user_1")).toBe("user_1");
    expect(shortenMiddle("memver_123456789")).toBe("memver_123456789");
  });

  it("takes no long word before an underscore for a prefix", () => {
    expect(shortenMiddle("a_very_long_name_with_many_parts")).toBe("a_ve…arts");
  });
});
