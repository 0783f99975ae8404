/** What an exchange is about, in the few words that tell two exchanges of one command apart. */
import type { Family, Rpc } from "../src/catalog/index.js";
import { knownFeatures } from "../src/cxl/features.js";
import type { Inspection, InspectionNode } from "../src/layout/index.js";
import { hex } from "./phrases.js";

/** `ACCESS_REG`, or `0x0abc` for an opcode that nobody has named. */
export function commandName(rpc: Pick<Rpc, "command" | "opcode" | "family">): string {
  if (rpc.command !== undefined) return rpc.command.name;
  return rpc.opcode === undefined ? "request" : hex(rpc.opcode, 4);
}

/** `PTYS, READ` of a register access, `ETHERNET_OFFLOADS, max` of a capability query, the feature of a CXL command. */
export function aboutWords(rpc: Pick<Rpc, "family" | "variant">, request: Inspection | undefined): string {
  const words = [
    rpc.variant,
    labelOrNumber(request, "register_id"),
    modWords(find(request, "op_mod")),
    featureName(find(request, "uuid")),
  ];
  return [...new Set(words.filter((word) => word !== undefined && word !== ""))].join(", ");
}

/** Fields of the request's own level; none of those asked for stands deeper. */
function find(request: Inspection | undefined, name: string): InspectionNode | undefined {
  return within(request?.children ?? [], name, 3);
}

/** CXL's request stands in a union behind its envelope, so a few levels down count too. */
function within(nodes: readonly InspectionNode[], name: string, depth: number): InspectionNode | undefined {
  const here = nodes.find((node) => node.name === name);
  if (here !== undefined || depth === 0) return here;
  for (const node of nodes) {
    const inner = node.kind === "struct" || node.kind === "union" ? within(node.children, name, depth - 1) : undefined;
    if (inner !== undefined) return inner;
  }
  return undefined;
}

function labelOrNumber(request: Inspection | undefined, name: string): string | undefined {
  const node = request?.children.find((one) => one.name === name);
  if (node === undefined) return undefined;
  return node.label ?? `register 0x${node.raw}`;
}

function modWords(node: InspectionNode | undefined): string | undefined {
  if (node === undefined || typeof node.value !== "number") return undefined;
  return node.label ?? (node.value === 0 ? undefined : `op_mod ${hex(node.value)}`);
}

function featureName(node: InspectionNode | undefined): string | undefined {
  if (typeof node?.value !== "string") return undefined;
  const known = knownFeatures.get(node.value.toLowerCase());
  return known?.name ?? node.value;
}

/**
 * The same words for a command of which only opcode and op_mod are known, as the driver's error line prints them. Answers are kept,
 * since a log repeats the same few.
 */
export function headerWords(family: Family | undefined): (opcode: number, opMod: number) => string {
  const known = new Map<string, string>();
  return (opcode, opMod) => {
    const key = `${opcode} ${opMod}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const words = opModWords(family, opcode, opMod);
    if (known.size < 10_000) known.set(key, words);
    return words;
  };
}

function opModWords(family: Family | undefined, opcode: number, opMod: number): string {
  const layout = family?.command(opcode)?.request;
  const bytes = new Uint8Array(Math.max(16, layout?.bytes ?? 0));
  const view = new DataView(bytes.buffer);
  view.setUint16(0, opcode);
  view.setUint16(6, opMod);
  return modWords(layout?.inspect(bytes).children.find((node) => node.name === "op_mod")) ?? fallback(opMod);
}

const fallback = (opMod: number): string => (opMod === 0 ? "" : `op_mod ${hex(opMod)}`);
