/** Which names a schema may use. */
import { refusedNames } from "../layout/definition.js";
import { mostLetters } from "./limits.js";
import { quoted } from "./problems.js";

const fieldName = /^(@\d{1,4}|[A-Za-z_]\w*)$/;
const layoutName = /^[A-Za-z_]\w*(\.(@\d{1,4}|[A-Za-z_]\w*))*(~[a-z0-9][a-z0-9-]*)?$/;
/** Opcodes may start with a digit: `2ERR_QP`. */
const plainName = /^\w[\w.~-]*$/;

export type NameKind = "field" | "layout" | "part" | "enum" | "command" | "register" | "label";

/** What is wrong with a name, or `undefined`. */
export function nameFault(name: string, kind: NameKind): string | undefined {
  if (refusedNames.some((refused) => name.split(".").includes(refused))) {
    return `${quoted(name)} cannot be a name: it would reach into an object's prototype`;
  }
  if (name.length > mostLetters) return `${quoted(name)} cannot be a name: it has more than ${mostLetters} letters`;
  switch (kind) {
    case "field":
      if (fieldName.test(name)) return undefined;
      if (name.startsWith("@")) return `${quoted(name)} cannot be a name: "@0", "@1" are for records without one`;
      return `${quoted(name)} cannot be a name: letters, digits and "_", not starting with a digit`;
    case "part":
      return /^[A-Za-z_]\w*$/.test(name)
        ? undefined
        : `${quoted(name)} cannot be a name: letters, digits and "_", not starting with a digit`;
    case "layout":
      return layoutName.test(name)
        ? undefined
        : `${quoted(name)} cannot be a name: letters, digits and "_", parts joined by ".", another source behind "~"`;
    case "label":
      return /^[^\p{Cc}]+$/u.test(name) ? undefined : `${quoted(name)} cannot be a label`;
    case "enum":
    case "command":
    case "register":
      return plainName.test(name) ? undefined : `${quoted(name)} cannot be a name: letters, digits, "_", "-" and "."`;
  }
}
