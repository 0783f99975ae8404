import { describe, expect, test } from "vitest";
import { fwctl, session, sessionBytes, sessionLines } from "./support.js";

const reply = sessionBytes(1, "out");
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");

/** The same reply with other values for max_lso_cap (byte 0x11) and lro_min_mss_size. */
function changed(): Uint8Array {
  const bytes = reply.slice();
  bytes[0x11] = (0x85 & 0xe0) | 0x11;
  bytes[0x1b] = 0x43;
  return bytes;
}

const withReply = (bytes: Uint8Array): string =>
  JSON.stringify({ ...JSON.parse(sessionLines[0] ?? "{}"), out: hex(bytes) });

const asReply = ["--as", "QUERY_HCA_CAP:out", "--select", "op_mod=2"];

describe("diff", () => {
  test("of two replies lists exactly the fields that differ, and ends with 3", async () => {
    const { code, out } = await fwctl(["diff", ...asReply, "a", "b"], { files: { a: reply, b: changed() } });
    expect(code).toBe(3);
    const [title, ...rows] = out.trimEnd().split("\n");
    expect(title).toBe("mlx5 QUERY_HCA_CAP reply: 2 fields differ");
    expect(rows.map((row) => row.trim().replace(/ {2,}/g, " "))).toEqual([
      expect.stringMatching(/^capability\.per_protocol_networking_offload_caps\.max_lso_cap 18 -> 17$/),
      expect.stringMatching(/^capability\.per_protocol_networking_offload_caps\.lro_min_mss_size 1348 -> 1347$/),
    ]);
  });

  test("of the same bytes says that nothing differs, and ends with 0", async () => {
    expect(await fwctl(["diff", ...asReply, "a", "b"], { files: { a: reply, b: hex(reply) } })).toMatchObject({
      code: 0,
      out: "",
      err: "fwctl: no field differs (1 exchange or struct)\n",
    });
  });

  test("of two recordings pairs exchanges by their requests, in any order", async () => {
    const a = session;
    const b = [...sessionLines.slice(1), withReply(changed())].join("\n");
    const { code, out } = await fwctl(["diff", "a", "b"], { files: { a, b } });
    expect(code).toBe(3);
    expect(out).toMatch(/^mlx5 QUERY_HCA_CAP \(ETHERNET_OFFLOADS, max\): 2 fields differ\n/);
    expect(out.split("\n").filter((line) => !line.startsWith(" "))).toHaveLength(2);
  });

  test("the uid that a driver writes into a request makes no other request of it", async () => {
    const line = JSON.parse(sessionLines[0] ?? "{}");
    const b = JSON.stringify({ ...line, in: "01000007000000020000000000000000" });
    const { out } = await fwctl(["diff", "a", "b"], {
      files: { a: sessionLines.slice(0, 2).join("\n"), b: `${b}\n${sessionLines[1]}` },
    });
    expect(out).toMatch(/^mlx5 QUERY_HCA_CAP \(ETHERNET_OFFLOADS, max\): 1 field differs\n/);
  });

  test("exchanges of one side only are listed", async () => {
    const { out } = await fwctl(["diff", "a", "b"], { files: { a: session, b: sessionLines.slice(0, 7).join("\n") } });
    expect(out).toBe("cxl SET_FEATURE (soft PPR): only in a\n");
  });

  test("an errno in the place of a reply is a difference", async () => {
    const { out: _, ...line } = JSON.parse(sessionLines[0] ?? "{}");
    const { code, out } = await fwctl(["diff", "a", "b"], {
      files: { a: sessionLines[0] ?? "", b: JSON.stringify({ ...line, errno: "EBADMSG" }) },
    });
    expect(code).toBe(3);
    expect(out).toMatch(/ outcome +OK +-> +EBADMSG\n/);
  });

  test("labels and words stand behind values", async () => {
    const a = Uint8Array.of(0x01, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0);
    const b = Uint8Array.of(0x01, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0);
    const { out } = await fwctl(["diff", "--as", "QUERY_HCA_CAP:in", "a", "b"], { files: { a, b } });
    expect(out).toContain("op_mod  1 (GENERAL, current)  ->  2 (ETHERNET_OFFLOADS, max)\n");
  });

  test("--json lists places and values", async () => {
    const { code, out } = await fwctl(["diff", ...asReply, "--json", "a", "b"], { files: { a: reply, b: changed() } });
    expect(code).toBe(3);
    expect(JSON.parse(out)).toMatchObject([
      {
        in: "both",
        fields: [
          {
            path: "capability.per_protocol_networking_offload_caps.max_lso_cap",
            byteOffset: 0x11,
            width: 5,
            a: { value: 18 },
            b: { value: 17 },
          },
          { path: "capability.per_protocol_networking_offload_caps.lro_min_mss_size", a: { value: 1348 } },
        ],
      },
    ]);
  });

  test.each([[["a"]], [["a", "b", "c"]], [["-", "-"]]])("%j is a usage error", async (names) => {
    expect((await fwctl(["diff", ...names])).code).toBe(2);
  });
});
