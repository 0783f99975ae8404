/** Bytes of real devices decode to what their sources say of them. */
import { describe, expect, test } from "vitest";
import { fromHex, toHex } from "../../src/bits/index.js";
import { createCatalog, decodeRpc, type Exchange, type Rpc } from "../../src/catalog/index.js";
import type { StructValue } from "../../src/layout/index.js";
import { mlx5 } from "../../src/mlx5/index.js";
import { readEntry } from "../../src/mlx5/queue-entry.js";
import { registerNamed } from "../../src/mlx5/register-layout.js";
import { mlx5Registers } from "../../src/mlx5/registers.js";
import { readSegments } from "../../src/mlx5/resource-dump.js";
import { verifyEntry } from "../../src/mlx5/signature.js";
import { explainStatus } from "../../src/mlx5/status.js";
import { packedFirmwareVersion } from "../../src/mlx5/words.js";
import { vectorLines } from "../support/lines.js";

type Fields = { readonly [name: string]: unknown };

interface Sample {
  readonly id: string;
  readonly hex: string;
  readonly stated: Fields;
  readonly decoded_by_oracle?: Fields;
  readonly struct?: string;
  readonly pas_hex?: string;
}

const samples = vectorLines<Sample>("real/samples.jsonl");
const family = mlx5.with(mlx5Registers);
const catalog = createCatalog(family);

function sample(id: string): Sample {
  const found = samples.find((one) => one.id === id);
  if (found === undefined) throw new Error(`no sample ${id}`);
  return found;
}

const bytesOf = (hex: string): Uint8Array => fromHex(hex) ?? new Uint8Array(0);

const isFields = (value: unknown): value is Fields => typeof value === "object" && value !== null;

/** A part of a sample that holds fields of its own. */
function part(fields: Fields | undefined, name: string): Fields {
  const found = fields?.[name];
  if (!isFields(found)) throw new Error(`no fields under ${name}`);
  return found;
}

/** The value at a dotted path with `[index]`, as the samples name fields. */
function at(value: unknown, path: string): unknown {
  return path
    .split(/[.[\]]+/)
    .filter((step) => step !== "")
    .reduce<unknown>(
      (inner, step) => (typeof inner === "object" && inner !== null ? Reflect.get(inner, step) : undefined),
      value,
    );
}

const plain = (value: unknown): unknown => (typeof value === "bigint" ? Number(value) : value);

/** The same fields, out of a decoded value. */
function same(value: StructValue | undefined, fields: Fields): Fields {
  return Object.fromEntries(Object.keys(fields).map((path) => [path, plain(at(value, path))]));
}

const decode = (request: string, more: Partial<Exchange> = {}): Rpc =>
  decodeRpc(catalog, { deviceType: 1, in: bytesOf(request), ...more });

describe("capabilities that a ConnectX-6 Dx printed", () => {
  test.each(["cap_ethernet_offloads", "cap_roce"])("%s", (id) => {
    const { struct = "", hex, stated } = sample(id);
    expect(same(family.layout(struct).decode(bytesOf(hex)), stated)).toEqual(stated);
  });
});

describe("CREATE_QP of a ConnectX-4 that ran out of queue pairs", () => {
  test.each([
    ["createqp_1", true],
    ["createqp_4", false],
    ["createqp_8", true],
  ])("%s", (name, created) => {
    const request = sample(`${name}_in`);
    const reply = sample(`${name}_out`);
    const rpc = decode(request.hex, { out: bytesOf(reply.hex) });
    expect([rpc.command?.name, rpc.header["uid"], rpc.faults]).toEqual(["CREATE_QP", request.stated["uid"], []]);
    expect([rpc.status?.code, rpc.status?.syndrome, rpc.status?.ok]).toEqual([
      reply.stated["status"],
      reply.stated["syndrome"],
      created,
    ]);
    expect(rpc.response?.["qpn"]).toBe(reply.decoded_by_oracle?.["qpn"]);
  });

  test.each(["createqp_1_in", "createqp_4_in", "createqp_8_in"])("%s field by field", (id) => {
    const { hex, decoded_by_oracle: fields = {} } = sample(id);
    const { uid: _, ...named } = fields;
    expect(same(decode(hex).request, named)).toEqual(named);
  });

  test("the failed one says BAD_RES, which the kernel's callers see as EINVAL (-22)", () => {
    const { out } = { out: bytesOf(sample("createqp_4_out").hex) };
    const { status } = decode(sample("createqp_4_in").hex, { out });
    expect([status?.name, status?.errno]).toEqual(["MLX5_CMD_STAT_BAD_RES_ERR", "EINVAL"]);
  });
});

describe("failed commands that drivers printed", () => {
  const failed = samples.filter(({ id }) => id.startsWith("status_"));

  test("there are six", () => {
    expect(failed.length).toBe(6);
  });

  test.each(failed.map((one) => [one.id, one] as const))("%s", (_id, { hex, stated }) => {
    const request = new Uint8Array(16);
    new DataView(request.buffer).setUint16(0, Number(stated["opcode"]));
    const out = new Uint8Array(16);
    out.set(bytesOf(hex));
    const rpc = decodeRpc(catalog, { deviceType: 1, in: request, out });
    // The kernel prints 2RST_QP with the opcode's own name.
    expect([rpc.command?.name, rpc.status?.code, rpc.status?.syndrome]).toEqual([
      stated["command"],
      stated["status"],
      stated["syndrome"],
    ]);
    expect(explainStatus(Number(stated["status"])).name).toMatch(/^MLX5_CMD_STAT_/);
  });
});

describe("registers", () => {
  test("DTOR of a ConnectX-6 Dx: time-outs by unit", () => {
    const { hex, stated, decoded_by_oracle: fields = {} } = sample("dtor");
    const { layout } = registerNamed(family, "DTOR");
    const value = layout.decode(bytesOf(hex));
    expect(same(value, fields)).toEqual(fields);
    for (const name of Object.keys(stated)) expect(value[name]).toMatchObject(part(stated, name));
  });

  test("a write that nobody has described keeps its dwords", () => {
    const { hex, stated } = sample("reg_c007_set");
    const header = "0805000000000000" + "0000c007" + "00000000";
    const rpc = decodeRpc(createCatalog(mlx5), { deviceType: 1, in: bytesOf(header + hex) });
    expect(rpc.request?.["register_data"]).toEqual(stated["dwords"]);
  });
});

describe("resource dumps", () => {
  test("the INFO segment at the head of an rdma tool's raw dump", () => {
    const { hex, decoded_by_oracle: fields = {} } = sample("rdma_raw_info_segment");
    const { segments, notes } = readSegments(bytesOf(hex), mlx5);
    expect(segments.map(({ kind }) => kind)).toEqual(["info"]);
    expect(same(segments[0]?.value, fields)).toEqual(fields);
    expect(packedFirmwareVersion(Number(segments[0]?.value?.["fw_version"]))).toBe("16.28.0216");
    expect(notes.map(({ code }) => code)).toEqual(["truncated"]);
  });

  test("mstresourcedump's INFO, COMMAND, segment 0x1329 and TERMINATE", () => {
    const { hex, stated, decoded_by_oracle: oracle } = sample("mstflint_be_arrays");
    const { segments, notes, rest } = readSegments(bytesOf(hex), mlx5);
    const printed = Object.values(part(stated, "segments")).filter(isFields);
    expect(segments.map(({ type, bytes }) => [type, bytes.length, toHex(bytes)])).toEqual(
      printed.map(({ segment_type, size, hex: bytes }) => [segment_type, size, bytes]),
    );
    expect([notes, rest.length]).toEqual([[], 0]);
    expect(same(segments[0]?.value, part(oracle, "info"))).toEqual(oracle?.["info"]);
    expect(same(segments[1]?.value, part(oracle, "command"))).toEqual(oracle?.["command"]);
  });
});

test("the health buffer of a ConnectX-5", () => {
  const { hex, decoded_by_oracle: fields = {}, stated } = sample("health_cx5_16_24");
  const value = family.layout("health_buffer").decode(bytesOf(hex));
  expect(same(value, fields)).toEqual(fields);
  expect(packedFirmwareVersion(Number(value["fw_version"]))).toBe(stated["fw_ver"]);
});

test("a posted queue entry of TEARDOWN_HCA, signed by the driver", () => {
  const { hex, decoded_by_oracle: fields = {}, stated } = sample("entry_teardown_in");
  const bytes = bytesOf(hex);
  const entry = readEntry(bytes);
  const { type, inlen, outlen, token, sig, status_own } = entry;
  expect({ type, inlen, outlen, token, sig, status_own }).toMatchObject({
    type: fields["type"],
    inlen: fields["inlen"],
    outlen: fields["outlen"],
    token: fields["token"],
    sig: fields["sig"],
    status_own: fields["status_own"],
  });
  expect([toHex(entry.in), toHex(entry.out)]).toEqual([fields["in"], fields["out"]]);
  expect(verifyEntry(bytes)).toEqual([]);
  const rpc = decode(toHex(entry.in));
  expect([rpc.command?.name, rpc.request?.["profile"]]).toEqual([stated["command"], stated["profile"]]);
});
