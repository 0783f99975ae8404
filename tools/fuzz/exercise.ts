/** Everything that can be done to a layout with one buffer, and what must hold each time. */
import type { Random } from "../../bench/random.js";
import {
  type DecodeOptions,
  diff,
  get,
  type Inspection,
  type InspectionNode,
  type Layout,
  set,
} from "../../src/layout/index.js";
import { formatGrid, fromJson, toJson } from "../../src/text/index.js";
import { hex, mutated, same } from "./bytes.js";
import { choose, FuzzFailure, neverThrows, onlyFaults } from "./case.js";
import { spoiledJson, spoiledValue } from "./hostile.js";
import { shown, viewDifferences } from "./view-value.js";

/** Nodes and view members looked at in one case. */
const mostVisited = 400;

function checkRoundTrip(layout: Layout, bytes: Uint8Array, value: object): void {
  const again = neverThrows(`${layout.name}: encode of a decoded value`, () => layout.encode(value));
  if (!same(bytes, again)) throw new FuzzFailure(`${layout.name}: encode(decode(bytes)) gives ${hex(again)}`);
  const json = neverThrows(`${layout.name}: toJson`, () => JSON.stringify(toJson(layout, value)));
  const back = onlyFaults(`${layout.name}: JSON back to bytes`, () =>
    layout.encode(fromJson(layout, JSON.parse(json))),
  );
  if (back === undefined || !same(bytes, back))
    throw new FuzzFailure(`${layout.name}: JSON loses something: ${json.slice(0, 500)}`);
}

function checkValue(random: Random, layout: Layout, bytes: Uint8Array, options: DecodeOptions): void {
  const value = onlyFaults(`${layout.name}: decode`, () => layout.decode(bytes, options));
  onlyFaults(`${layout.name}: strict decode`, () => layout.decode(bytes, { ...options, strict: true }));
  if (value === undefined) return;
  checkRoundTrip(layout, bytes, value);
  const spoiled = spoiledValue(random, value);
  onlyFaults(`${layout.name}: encode of a spoiled value`, () => layout.encode(spoiled));
  const json: unknown = JSON.parse(JSON.stringify(toJson(layout, value)));
  const spoiledText = spoiledJson(random, json);
  onlyFaults(`${layout.name}: spoiled JSON`, () => layout.encode(fromJson(layout, spoiledText)));
}

function nodesOf(tree: InspectionNode): InspectionNode[] {
  const nodes: InspectionNode[] = [];
  const open: InspectionNode[] = [tree];
  for (let node = open.pop(); node !== undefined && nodes.length < mostVisited; node = open.pop()) {
    nodes.push(node);
    open.push(...node.children);
  }
  return nodes;
}

function checkTree(layout: Layout, bytes: Uint8Array, options: DecodeOptions): Inspection {
  const tree = neverThrows(`${layout.name}: inspect`, () => layout.inspect(bytes, options));
  const text = neverThrows(`${layout.name}: formatGrid`, () => formatGrid(tree));
  // A row of the grid stands for at least one bit; nothing may print much more than that.
  const most = 4096 + (bytes.length + layout.bits / 8) * 8 * 160 + tree.notes.length * 2000;
  if (text.length > most)
    throw new FuzzFailure(`${layout.name}: a grid of ${text.length} characters for ${bytes.length} bytes`);
  return tree;
}

/** A field is read by the path that the tree prints, and written back without a change. */
function checkField(layout: Layout, bytes: Uint8Array, node: InspectionNode, options: DecodeOptions): void {
  const path = node.path.slice(layout.name.length + 1);
  if (node.kind !== "field" && node.kind !== "part") return;
  const value = neverThrows(`${layout.name}: get ${path}`, () => get(layout, bytes, path, options));
  if (shown(value) !== shown(node.value))
    throw new FuzzFailure(`${layout.name}: ${path} is ${shown(value)} by path, ${shown(node.value)} in the tree`);
  const target = Uint8Array.from(bytes);
  neverThrows(`${layout.name}: set ${path} to what it is`, () => set(layout, target, path, value, options));
  if (!same(target, bytes)) throw new FuzzFailure(`${layout.name}: set ${path} to what it is changes the bytes`);
}

/** Paths as the tree states them lead to values; broken ones to faults. */
function checkPaths(random: Random, layout: Layout, bytes: Uint8Array, tree: Inspection, options: DecodeOptions): void {
  const node = choose(random, nodesOf(tree));
  const path = node.path.slice(layout.name.length + 1);
  for (let tries = 0; tries < 4; tries += 1) checkField(layout, bytes, choose(random, nodesOf(tree)), options);
  const target = Uint8Array.from(bytes);
  for (const one of [path, `${path}.x`, `${path}[9]`, path.slice(1), "__proto__", ""]) {
    onlyFaults(`${layout.name}: get ${one}`, () => get(layout, bytes, one, options));
    onlyFaults(`${layout.name}: set ${one}`, () => set(layout, target, one, random.bits(8), options));
  }
}

/** Reads members of a view, its nested views and its arrays. */
function visitView(name: string, root: unknown): void {
  const open: unknown[] = [root];
  for (let visited = 0; visited < mostVisited && open.length > 0; visited += 1) {
    const view = open.pop();
    if (typeof view !== "object" || view === null || view instanceof Uint8Array) continue;
    const arrayGet: unknown = Reflect.get(view, "get");
    const length: unknown = Reflect.get(view, "length");
    if (typeof arrayGet === "function" && typeof length === "number") {
      for (const index of [0, length - 1, length, -1, 0.5]) {
        open.push(onlyFaults(`${name}: view element ${index}`, () => Reflect.apply(arrayGet, view, [index])));
      }
    } else open.push(...membersOf(name, view));
  }
}

function membersOf(name: string, view: object): unknown[] {
  const prototype: unknown = Object.getPrototypeOf(view);
  if (typeof prototype !== "object" || prototype === null) return [];
  return Object.keys(Object.getOwnPropertyDescriptors(prototype)).map((key) =>
    onlyFaults(`${name}: view.${key}`, (): unknown => Reflect.get(view, key)),
  );
}

/** What a view and a value have in common is the same; a value is read without a request here, as a view is. */
function checkView(layout: Layout, bytes: Uint8Array): void {
  const view = onlyFaults(`${layout.name}: view`, () => layout.view(bytes));
  const value = onlyFaults(`${layout.name}: decode`, () => layout.decode(bytes));
  visitView(layout.name, view);
  if (view === undefined || value === undefined) return;
  for (const what of viewDifferences(view, value)) throw new FuzzFailure(`${layout.name}: view${what}`);
}

/** One buffer through every way of reading a layout. */
export function exercise(random: Random, layout: Layout, bytes: Uint8Array, options: DecodeOptions): void {
  try {
    const tree = checkTree(layout, bytes, options);
    checkValue(random, layout, bytes, options);
    checkPaths(random, layout, bytes, tree, options);
    checkView(layout, bytes);
    neverThrows(`${layout.name}: diff`, () => diff(layout, bytes, mutated(random, bytes), options));
  } catch (error) {
    if (!(error instanceof FuzzFailure)) throw error;
    throw new FuzzFailure(
      `${error.message}\n  layout ${layout.name}, ${bytes.length} bytes: ${hex(bytes)}\n  request ${shown(options.request).slice(0, 1000)}`,
      { cause: error.cause },
    );
  }
}
