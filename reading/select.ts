/** `--select`: what the request said, for replies that are there without it. */
import { type Command, layoutsFor } from "../src/catalog/index.js";
import { isFwctlFault } from "../src/fault/index.js";
import { UsageError } from "./usage-error.js";

/** `--select FIELD=VALUE`, more than once. Values are numbers, or names of values where a command says what they name. */
export function selections(texts: readonly string[]): ReadonlyMap<string, string> {
  return new Map(
    texts.map((text) => {
      const [, field, value] = /^([A-Za-z_][\w.]*)=(.+)$/.exec(text) ?? [];
      if (field === undefined || value === undefined) {
        throw new UsageError(`--select takes FIELD=VALUE, not "${text.slice(0, 60)}"`, "Such as --select op_mod=0x3.");
      }
      return [field, value];
    }),
  );
}

/**
 * The request that selections stand for: of a command, whose other fields are 0; without one, just the fields.
 *
 * @throws UsageError for a field that the request does not have, or a value that does not fit it.
 */
export function selectedRequest(
  given: ReadonlyMap<string, string>,
  command: Command | undefined,
): { readonly bytes: Uint8Array | undefined; readonly value: object } | undefined {
  if (given.size === 0) return undefined;
  const fields = nested(given);
  if (command?.request === undefined) return { bytes: undefined, value: fields };
  try {
    const bytes = command.call(fields).in;
    const { requestLayout } = layoutsFor(command, bytes);
    return { bytes, value: (requestLayout ?? command.request).decode(bytes) };
  } catch (error) {
    if (!isFwctlFault(error)) throw error;
    throw new UsageError(`--select: ${error.message}`);
  }
}

interface Fields {
  [name: string]: number | bigint | string | Fields;
}

/** `a.b=1` as `{ a: { b: 1 } }`. */
function nested(given: ReadonlyMap<string, string>): Fields {
  const root: Fields = {};
  for (const [path, text] of given) {
    const steps = path.split(".");
    const last = steps.pop() ?? "";
    let at = root;
    for (const step of steps) {
      const inner = at[step];
      const next = typeof inner === "object" ? inner : {};
      at[step] = next;
      at = next;
    }
    at[last] = fieldValue(text);
  }
  return root;
}

function fieldValue(text: string): number | bigint | string {
  if (!/^(0x[0-9a-f]+|\d+)$/i.test(text)) return text;
  const value = BigInt(text);
  return value <= 0xffff_ffffn ? Number(value) : value;
}
