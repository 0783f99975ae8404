/** Names of the source as identifiers of TypeScript, and the refusal of two that would be the same. */
import { FwctlFault } from "../fault/index.js";

/** `foo_bar` becomes `FooBar`; `.`, `@` and `~` are word breaks like `_` and `-`. */
export function pascalCase(name: string): string {
  const words = name.split(/[^A-Za-z0-9]+/).filter((word) => word !== "");
  const joined = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");
  return /^\d/.test(joined) ? `N${joined}` : joined;
}

/** `QUERY_HCA_CAP` and `query_hca_cap` become `queryHcaCap`. */
export function camelCase(name: string): string {
  const lower = /[a-z]/.test(name) ? name : name.toLowerCase();
  const pascal = pascalCase(lower);
  return pascal.charAt(0).toLowerCase() + pascal.slice(1);
}

/** What a generated module calls everything about one struct or union. */
export interface LayoutNames {
  /** The Layout: `FooBar`. */
  readonly layout: string;
  readonly view: string;
  readonly value: string;
  readonly decode: string;
  readonly encode: string;
  /** The Layout without its view class, for use inside generated modules. */
  readonly codec: string;
  /** What puts the fields of a long struct into an object. */
  readonly fill: string;
}

export function layoutNames(name: string): LayoutNames {
  const base = pascalCase(name);
  return {
    layout: base,
    view: `${base}View`,
    value: `${base}Value`,
    decode: `decode${base}`,
    encode: `encode${base}`,
    codec: `${base.charAt(0).toLowerCase()}${base.slice(1)}Codec`,
    fill: `fill${base}`,
  };
}

/** What a generated module calls an enumeration: the constant with its values, and its definition. */
export function enumNames(name: string): { readonly values: string; readonly definition: string } {
  const base = pascalCase(name);
  return { values: base, definition: `${base.charAt(0).toLowerCase()}${base.slice(1)}Enum` };
}

/** Remembers who has an identifier and refuses the second. */
export class Identifiers {
  readonly #owners = new Map<string, string>();

  /** @throws FwctlFault `duplicate` when another name of the source became the same identifier. */
  claim(identifier: string, owner: string): void {
    const taken = this.#owners.get(identifier);
    if (taken !== undefined && taken !== owner) {
      throw new FwctlFault({
        code: "duplicate",
        path: owner,
        what: `would be called ${identifier}, which ${taken} is called`,
        remedy: "Rename one of them in its schema.",
      });
    }
    this.#owners.set(identifier, owner);
  }
}

const words: ReadonlySet<string> = new Set(
  (
    "arguments as await break case catch class const continue data debugger default delete do else enum eval export extends " +
    "false finally for function if implements import in instanceof interface let new null package part private protected " +
    "public return static super switch this throw true try typeof undefined value var void while with yield at end context " +
    "next arm list count size x NaN Infinity " +
    // What generated functions call; a field of the same name must not hide it.
    "areBigints areNumbers armName asked bytes clear closed encodeWhole fits isBytes isPlain " +
    "isMac isText isUuid listFits macAt none putBytes putMac putText putUuid readBigint readBytes readNumber reservedBits templateOf textAt uuidAt " +
    "writeBigint writeList writeNumber"
  ).split(" "),
);

/** The local variable that holds a field in a generated function. */
export function localName(field: string): string {
  const name = field.replace(/[^A-Za-z0-9_]/g, "_");
  return words.has(name) || /^d?\d/.test(name) ? `_${name}` : name;
}

/** A property in an object type or literal. */
export function propertyName(name: string): string {
  return /^[A-Za-z_]\w*$/.test(name) ? name : JSON.stringify(name);
}

/** `value.name` or `value["@0"]`. */
export function propertyOf(object: string, name: string): string {
  return /^[A-Za-z_]\w*$/.test(name) ? `${object}.${name}` : `${object}[${JSON.stringify(name)}]`;
}
