/** A resource dump: one side a segment, and one for each payload. */
import type { Family } from "../src/catalog/index.js";
import type { Note } from "../src/fault/index.js";
import { readSegments, type Segment } from "../src/mlx5/resource-dump.js";
import { bytesTree } from "./bytes-tree.js";
import { hex, many } from "./phrases.js";
import type { Side } from "./reading.js";

/** The segments of a stream as sides, and what is to be said of the stream. */
export function segmentSides(
  bytes: Uint8Array,
  family: Family,
): { readonly sides: Side[]; readonly notes: readonly Note[] } {
  const { segments, notes, rest } = readSegments(bytes, family);
  const sides = segments.flatMap((segment, index) => sidesOf(segment, index, family));
  if (rest.length > 0) sides.push(rawSide(`bytes behind the last segment, ${many(rest.length, "byte")}`, rest));
  return { sides, notes };
}

function sidesOf(segment: Segment, index: number, family: Family): Side[] {
  const { kind, type, name, at, bytes, text, payload } = segment;
  const what = kind === "resource" ? (name ?? `resource ${hex(type, 4)}`) : kind;
  const said = text === undefined || text === "" ? "" : `: ${text}`;
  const title = `segment ${index} at ${hex(at, 4)}, ${what}, ${many(bytes.length, "byte")}${said}`;
  if (kind !== "resource") {
    const layout = family.layouts.get(`resource_dump_${kind}_segment`);
    return layout === undefined
      ? [rawSide(title, bytes)]
      : [described(title, bytes, layout.inspect(bytes), layout.name)];
  }
  if (payload === undefined) return [rawSide(title, bytes)];
  const layout = payload.layout === undefined ? undefined : family.layouts.get(payload.layout);
  if (layout === undefined) return [rawSide(title, bytes)];
  const head = described(title, bytes.subarray(0, headerBytes), headerTree(family, bytes), headerName);
  const content = `payload of segment ${index}, ${many(payload.bytes.length, "byte")}`;
  return [head, described(content, payload.bytes, layout.inspect(payload.bytes), layout.name)];
}

const headerName = "resource_dump_resource_segment";
const headerBytes = 16;

const headerTree = (family: Family, bytes: Uint8Array): Side["tree"] =>
  family.layout(headerName).inspect(bytes.subarray(0, headerBytes));

/** Notes of the rows come from the stream, with the place in it. */
function described(title: string, bytes: Uint8Array, tree: Side["tree"], struct: string): Side {
  return { role: "data", title, bytes, tree: { ...tree, notes: [] }, struct };
}

const rawSide = (title: string, bytes: Uint8Array): Side => ({
  role: "data",
  title,
  bytes,
  tree: bytesTree(title, bytes),
  struct: undefined,
});
