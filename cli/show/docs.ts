/** What the schema files say in words, and where their facts come from; loaded when it is asked for. */
import type { FileDocs, LayoutWords } from "../../src/codegen/index.js";

const modules: ReadonlyMap<string, () => Promise<{ readonly docs: string }>> = new Map([
  ["uapi", () => import("../gen/uapi.js")],
  ["mlx5", () => import("../gen/mlx5.js")],
  ["cxl", () => import("../gen/cxl.js")],
  ["bnxt", () => import("../gen/bnxt.js")],
  ["pds", () => import("../gen/pds.js")],
]);

export interface Docs {
  /** What is said of a struct or union. */
  layout(name: string): LayoutWords | undefined;
  /** Of a field, or a bit range inside it. */
  field(layout: string, field: string, part?: string): string | undefined;
  enumeration(name: string): string | undefined;
  /** Where a struct or union stands. */
  source(layout: string): FileDocs["source"] | undefined;
}

/** The words of a family of this package; none for private schemas. */
export async function docsOf(family: string): Promise<Docs> {
  const text = (await modules.get(family)?.())?.docs ?? "[]";
  const files: readonly FileDocs[] = JSON.parse(text);
  const layouts = new Map(files.flatMap((file) => Object.entries(file.layouts)));
  const sources = new Map(files.flatMap((file) => Object.keys(file.layouts).map((name) => [name, file.source])));
  const enums = new Map(files.flatMap((file) => Object.entries(file.enums)));
  const fields = (layout: string): ReadonlyMap<string, string> =>
    new Map(Object.entries(layouts.get(layout)?.fields ?? {}));
  return {
    layout: (name) => layouts.get(name),
    field: (layout, field, part) => fields(layout).get(part === undefined ? field : `${field}.${part}`),
    enumeration: (name) => enums.get(name),
    source: (layout) => sources.get(layout),
  };
}

/** `include/linux/mlx5/mlx5_ifc.h (Linux 7.2.13), GPL-2.0 OR Linux-OpenIB`. */
export function sourceWords({ header, revision, license }: FileDocs["source"]): string {
  return `${header} (${revision})${license === undefined ? "" : `, ${license}`}`;
}
