/** What leaves this floor: whatever a type of a sequence throws, as a fault that names the value. */
import { FwctlFault, isFwctlFault, shown } from "../fault/index.js";
import { unnamed } from "./place.js";

/** How restructure words it when a VersionedStruct has no arm for what it read. */
const unknownVersion = /^Unknown version (.*)$/s;

/**
 * An error of a type as a fault about the value `path`.
 *
 * - The end of the bytes stays `truncated`, and other faults keep their code; those that nobody has named get the path.
 * - A version that no arm has is `selector`.
 * - Everything else, restructure's own errors and those of a caller's callbacks alike, is `schema`: the declaration of the type is what
 *   fails. It is the fault's `cause`.
 */
export function namedFault(error: unknown, path: string): FwctlFault {
  if (isFwctlFault(error)) return error.path === unnamed ? renamed(error, path) : nested(error, path);
  const words = error instanceof Error ? error.message : String(error);
  const [, version] = unknownVersion.exec(words) ?? [];
  if (version !== undefined) {
    const what = `no arm is declared for version ${shown(version)}`;
    return new FwctlFault({ code: "selector", path, what, received: version.slice(0, 64) }, { cause: error });
  }
  const name = error instanceof Error ? `${error.name}: ` : "";
  return new FwctlFault({ code: "schema", path, what: `its type throws ${shown(name + words)}` }, { cause: error });
}

function renamed(fault: FwctlFault, path: string): FwctlFault {
  const { code, byteOffset, bitOffset, width, expected, received, what, remedy } = fault;
  const facts = { code, byteOffset, bitOffset, width, expected, received, what, remedy };
  return new FwctlFault({ ...facts, path }, { cause: fault });
}

/** A fault of a layout within has a path of its own; where it stands in the stream is said before. */
function nested(fault: FwctlFault, path: string): FwctlFault {
  if (fault.code !== "truncated") return fault;
  const { code, byteOffset, received } = fault;
  return new FwctlFault({ code, byteOffset, received, what: `${path}: ${fault.message}` }, { cause: fault });
}
