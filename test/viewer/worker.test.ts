/** What the worker does, without a worker: lines found, records listed, filtered and sorted, fields laid out. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { ViewQuery } from "../../viewer/protocol.js";
import { comparedDetail } from "../../viewer/worker/compare.js";
import { detailOf } from "../../viewer/worker/detail.js";
import { Input } from "../../viewer/worker/input.js";
import { Knowledge } from "../../viewer/worker/knowledge.js";
import { LineIndex } from "../../viewer/worker/line-index.js";
import { List } from "../../viewer/worker/list.js";
import { readingOf, rowOf } from "../../viewer/worker/rows.js";
import { settingsFor } from "../../viewer/worker/settings.js";

const session = readFileSync(join(import.meta.dirname, "..", "..", "examples", "session.ndjson"), "utf8");
const knowledge = new Knowledge();
const settings = settingsFor(knowledge, undefined);
const all: ViewQuery = { filter: "", sort: undefined, descending: false, compare: false };

async function inputOf(text: string | Uint8Array<ArrayBuffer>, options = {}): Promise<Input> {
  const input = new Input("a", "test", new Blob([text]), options, () => undefined);
  await input.read();
  return input;
}

async function listed(input: Input, query: Partial<ViewQuery>): Promise<(number | undefined)[]> {
  const list = new List(1, input, knowledge, settings, { ...all, ...query }, () => undefined);
  await list.build();
  return Array.from({ length: list.state.count }, (_, row) => list.at(row));
}

describe("lines", () => {
  test.each([1, 2, 3, 7, 100])("are found in pieces of %d bytes", (size) => {
    const bytes = new TextEncoder().encode("one\n\n  \r\ntwo\nthree");
    const index = new LineIndex();
    for (let at = 0; at < bytes.length; at += size) index.push(bytes.subarray(at, at + size));
    index.close();
    expect(index.count).toBe(3);
    expect([0, 1, 2].map((line) => index.number(line))).toEqual([1, 4, 5]);
    expect([0, 1, 2].map((line) => index.start(line))).toEqual([0, 9, 13]);
    expect(index.end(2)).toBe(bytes.length);
  });

  test("more than fit the first table", () => {
    const index = new LineIndex();
    index.push(new TextEncoder().encode("x\n".repeat(10_000)));
    index.close();
    expect(index.count).toBe(10_000);
    expect(index.start(9_999)).toBe(19_998);
  });
});

describe("an input", () => {
  test("a recording is read where it is asked for", async () => {
    const input = await inputOf(session);
    expect(input.state).toMatchObject({ format: "fwctl-capture", records: 8, done: true, fault: undefined });
    const [last, first] = await input.records([7, 0]);
    expect([last?.line, first?.line]).toEqual([8, 1]);
    expect(await input.records([8, -1])).toEqual([]);
  });

  test("other formats are read once", async () => {
    const input = await inputOf("00000000: 0100 0000\n");
    expect(input.state).toMatchObject({ format: "hex", records: 1 });
  });

  test("UTF-16 is what a Windows shell writes", async () => {
    const line = session.slice(0, session.indexOf("\n") + 1);
    const wide = new Uint8Array(2 + line.length * 2);
    wide.set([0xff, 0xfe]);
    for (let at = 0; at < line.length; at += 1) wide[2 + at * 2] = line.charCodeAt(at);
    expect((await inputOf(wide, { from: "fwctl-capture" })).state.records).toBe(1);
  });

  test("an empty one holds nothing", async () => {
    expect((await inputOf("")).state).toMatchObject({ records: 0, done: true });
  });
});

describe("the list", () => {
  test.each([
    { query: {}, expected: [0, 1, 2, 3, 4, 5, 6, 7] },
    { query: { filter: "errno == EINVAL" }, expected: [7] },
    { query: { filter: "command == QUERY_HCA_CAP" }, expected: [0] },
    { query: { filter: "kind == info" }, expected: [2] },
    { query: { filter: "vlan_cap == 1" }, expected: [0] },
    { query: { filter: "verdict == unknown" }, expected: [5] },
    { query: { sort: "index", descending: true }, expected: [7, 6, 5, 4, 3, 2, 1, 0] },
    { query: { sort: "status", descending: true, filter: "kind == rpc" }, expected: [7, 0, 1, 3, 4, 5, 6] },
  ] as const)("$query", async ({ query, expected }) => {
    expect(await listed(await inputOf(session), query)).toEqual(expected);
  });

  test("a filter that cannot be read lists everything, with the fault", async () => {
    const input = await inputOf(session);
    const list = new List(1, input, knowledge, settings, { ...all, filter: "status !=" }, () => undefined);
    await list.build();
    expect(list.state.count).toBe(8);
    expect(list.state.error).toContain("filter, column");
  });

  test("rows stand out when something failed", async () => {
    const input = await inputOf(session);
    const rows = (await input.records([0, 5, 7])).map((record, at) =>
      rowOf(readingOf(record, knowledge, settings), at, knowledge),
    );
    expect(rows.map(({ verdict }) => verdict)).toEqual(["good", "unknown", "bad"]);
  });
});

describe("the fields", () => {
  test("each row knows the rows below it, its type and its place", async () => {
    const [record] = await (await inputOf(session)).records([0]);
    if (record === undefined) throw new Error("no record");
    const { fields, sides } = detailOf(readingOf(record, knowledge, settings), 0, knowledge);
    expect(sides.map(({ order }) => order)).toEqual(["be", "be"]);
    for (const [index, field] of fields.entries()) {
      expect(field.end).toBeGreaterThan(index);
      if (field.parent >= 0) expect(fields[field.parent]?.end).toBeGreaterThanOrEqual(field.end);
    }
    const opcode = fields.find(({ name }) => name === "opcode");
    expect(opcode).toMatchObject({
      value: "0x0100",
      label: "QUERY_HCA_CAP",
      type: "enum command_opcode, 16 bits, big-endian",
      level: 2,
    });
    const cap = fields.find(({ name }) => name === "vlan_cap");
    expect(cap).toMatchObject({
      level: 4,
      width: 1,
      bit: 129,
      path: "query_hca_cap_out.capability.per_protocol_networking_offload_caps.vlan_cap",
    });
  });

  test("words stand beside numbers and bytes, as the command line prints them", async () => {
    const out = `${"00".repeat(256)}4d545f30303030303030323233000000`;
    const line = { v: 1, ioctl: "rpc", deviceType: 1, scope: 0, in: `0101${"00".repeat(14)}`, out };
    const [record] = await (await inputOf(`${JSON.stringify(line)}\n`)).records([0]);
    if (record === undefined) throw new Error("no record");
    const { fields } = detailOf(readingOf(record, knowledge, settings), 0, knowledge);
    expect(fields.find(({ name }) => name === "vsd_contd_psid")).toMatchObject({ label: "MT_0000000223" });
  });

  test("of two readings, those that differ have the other value beside them", async () => {
    const [a, b] = await (await inputOf(session)).records([4, 6]);
    if (a === undefined || b === undefined) throw new Error("no records");
    const detail = comparedDetail(readingOf(a, knowledge, settings), readingOf(b, knowledge, settings), 4, knowledge, [
      "#5",
      "#7",
    ]);
    const other = new Map(detail.fields.map((field) => [`${field.side} ${field.name}`, field.other]));
    expect(other.get("0 uuid")).toContain("f0000001-0001-4001-8001-0102030405e1");
    expect(other.get("0 count")).toBe("0x000d");
    expect(other.get("0 opcode")).toBeUndefined();
    expect(detail.compared?.changed).toBeGreaterThan(2);
  });
});

describe("a private schema", () => {
  const schema = {
    family: "acme",
    order: "le",
    source: { header: "acme.h", revision: "3", license: "MIT" },
    structs: { acme_regs: { bits: 32, fields: [{ name: "token", bits: 32 }] } },
  };

  test("is known at once, with its source", async () => {
    const own = new Knowledge();
    expect(own.add("acme.json", JSON.stringify(schema), undefined)).toMatchObject({ ok: true });
    expect(settingsFor(own, "acme_regs").error).toBeUndefined();
    expect(own.sourceOf("acme", "acme_regs")).toBe("acme.json: acme.h, 3");
  });

  test("replaces an earlier one of its name", async () => {
    const own = new Knowledge();
    own.add("acme.json", JSON.stringify(schema), undefined);
    expect(own.add("acme.json", JSON.stringify(schema), undefined)).toMatchObject({ ok: true });
  });

  test.each([
    ["{", "is not JSON"],
    [
      JSON.stringify({ ...schema, structs: { acme_regs: { bits: 31, fields: [{ name: "token", bits: 32 }] } } }),
      "acme_regs",
    ],
  ])("with mistakes it is refused, and what was known stays", async (text, part) => {
    const own = new Knowledge();
    const state = own.add("acme.json", text, undefined);
    expect(state.ok).toBe(false);
    expect([state.message, ...state.problems].join("\n")).toContain(part);
    expect(settingsFor(own, "query_hca_cap_in").error).toBeUndefined();
  });

  test("a name that is none is answered with the nearest", () => {
    expect(settingsFor(knowledge, "query_hca_cap_ni").error).toContain("query_hca_cap_in");
  });
});
