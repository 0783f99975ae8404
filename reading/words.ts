/** Values in words beside the number, where operators read them so. */
import type { InspectionNode } from "../src/layout/index.js";
import { joinedValues, type PlacedField } from "../src/mlx5/joined-values.js";
import { linkModesInWords } from "../src/mlx5/link-modes.js";
import { firmwareVersion, packedFirmwareVersion, powerInWords } from "../src/mlx5/words.js";

/** What the grid asks for each row. */
export type RowWords = (node: InspectionNode, siblings: readonly InspectionNode[]) => string | undefined;

/** The words of a family; only mlx5 has some beyond its enumerations. */
export function wordsOf(family: string | undefined): RowWords {
  return family === "mlx5" ? mlx5Words() : () => undefined;
}

function mlx5Words(): RowWords {
  const joined = new WeakMap<readonly InspectionNode[], ReadonlyMap<string, string>>();
  return (node, siblings) => {
    const { name, value } = node;
    if (typeof value !== "number" && typeof value !== "bigint") return undefined;
    // Where a field means nothing, words would lie.
    if (node.notes.some((one) => one.code === "selector")) return undefined;
    let split = joined.get(siblings);
    if (split === undefined) {
      split = splitValues(siblings);
      joined.set(siblings, split);
    }
    return (
      split.get(name) ??
      powerInWords(name, value) ??
      (typeof value === "number" ? (linkModesInWords(name, value) ?? versionInWords(name, value, siblings)) : undefined)
    );
  };
}

/** Values that stand in two or more fields, said at the last of them. */
function splitValues(siblings: readonly InspectionNode[]): ReadonlyMap<string, string> {
  const placed: PlacedField[] = [];
  for (const { name, bitOffset, width, value } of siblings) {
    if (typeof value === "number" || typeof value === "bigint") placed.push({ name, bitOffset, width, value });
  }
  const words = new Map<string, string>();
  for (const { name, parts, text } of joinedValues(placed)) {
    const last = parts.at(-1);
    if (last !== undefined) words.set(last, `${name} = ${text}`);
  }
  return words;
}

function versionInWords(name: string, value: number, siblings: readonly InspectionNode[]): string | undefined {
  if (name === "fw_version" && value !== 0) return packedFirmwareVersion(value);
  const part = /^(.*fw_(?:rev|ver(?:sion)?)_)subminor$/.exec(name)?.[1];
  if (part === undefined) return undefined;
  const number = (which: string): number | undefined => {
    const found = siblings.find((one) => one.name === `${part}${which}`)?.value;
    return typeof found === "number" ? found : undefined;
  };
  const [major, minor] = [number("major"), number("minor")];
  return major === undefined || minor === undefined ? undefined : firmwareVersion(major, minor, value);
}
