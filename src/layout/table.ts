/**
 * Definitions as compact text, one layout or enumeration a line, parsed when they are asked for. A family by name is such a
 * table; the generator writes it.
 *
 * A layout's line: `name`, then order, kind and size (`b128`: big-endian struct of 128 bits; `ub128`: union; `l`, `h`: little,
 * host), then its fields, then, behind a tab, as JSON what is rare, by field name (`""`: of the layout itself).
 *
 * | field | meaning |
 * |---|---|
 * | `op_mod:16` | a number of 16 bits |
 * | `-16` | 16 reserved bits, named by their offset (`reserved_at_10`) |
 * | `-rsvd:16` | reserved under a name of its own |
 * | `qpc@` `pas@cmd_pas` | the layout of the same name, of another name |
 * | `name"16` `uuid%` `mac^` | text of 16 bytes, a uuid, a mac address |
 * | `…*4` `…*` | four of them, an open-ended array of them |
 * | `…=state` `…&caps` `…#flags` | names from an enumeration: by value, by mask, by bit number; without a name, the field's own |
 * | `:16` | a number whose name the line leaves out: the next of those given beside it |
 * | `…!r` | access as the manual states it: `r` RO, `w` RW, `o` WO, `p` OP, `i` INDEX |
 *
 * Runs of text that many lines share are written short (see `shorthand.ts`).
 *
 * An enumeration's line: `=name` (`?name` when partial; `#name` and `~name` for flags), its prefix or `-`, then labels; a label's value is
 * the one before plus one unless it says `=value`, decimal or `0x…`.
 */
import type { ByteOrder, EnumDefinition, FieldDefinition, LabelBinding, LayoutDefinition } from "./definition.js";
import { once } from "./once.js";
import { longhandOf } from "./shorthand.js";

/**
 * Lines of layouts and of enumerations. Texts are what functions return: V8 passes over a function that nobody calls faster
 * than it keeps a text, and importing a family is mostly that.
 */
export interface TableText {
  layouts(): string;
  enums(): string;
}

export interface Table {
  names(): Iterable<string>;
  definition(name: string): LayoutDefinition | undefined;
  enumeration(name: string): EnumDefinition | undefined;
  enumerations(): Iterable<string>;
}

/** Opens a table. Its lines are found on first use, each is parsed on its own first use. */
export function createTable(text: TableText): Table {
  const layouts = once(() => linesOf(text.layouts(), 0));
  const enums = once(() => linesOf(text.enums(), 1));
  const definitions = new Map<string, LayoutDefinition>();
  const enumerations = new Map<string, EnumDefinition>();
  const sizeOf = (name: string): number => headerBits(layouts().rows.get(name));
  return {
    names: () => layouts().rows.keys(),
    definition: (name) => remembered(definitions, layouts(), name, (row) => parseLayout(row, sizeOf)),
    enumeration: (name) => remembered(enumerations, enums(), name, parseEnum),
    enumerations: () => enums().rows.keys(),
  };
}

/** Lines by the name that they begin with, as they stand, and what writes one out. */
interface Lines {
  readonly rows: ReadonlyMap<string, string>;
  readonly longhand: (row: string) => string;
}

/** `skip` characters stand in front of the name. */
function linesOf(text: string, skip: number): Lines {
  const lines = text === "" ? [] : text.split("\n");
  const longhand = longhandOf(lines[0]?.startsWith("$ ") === true ? lines.shift() : undefined);
  const rows = new Map(lines.map((row) => [row.slice(skip, row.indexOf(" ")), row]));
  return { rows, longhand };
}

function remembered<T>(made: Map<string, T>, lines: Lines, name: string, parse: (row: string) => T): T | undefined {
  const known = made.get(name);
  const row = lines.rows.get(name);
  if (known !== undefined || row === undefined) return known;
  const parsed = parse(lines.longhand(row));
  made.set(name, parsed);
  return parsed;
}

/** The size in a layout's line, without parsing the rest. */
function headerBits(row: string | undefined): number {
  const match = row === undefined ? null : / u?[blh](\d+)/.exec(row);
  return Number(match?.[1] ?? 0);
}

/** What a layout's line says in front of its fields. */
export function parseHead(row: string): Pick<LayoutDefinition, "name" | "kind" | "bits" | "order"> {
  const [name = "", head = ""] = row.split(/[ \t]/, 2);
  const kind = head.startsWith("u") ? "union" : "struct";
  const order = orders[head.replace("u", "").charAt(0)] ?? "host";
  return { name, kind, order, bits: Number(head.replace(/^\D+/, "")) };
}

const orders: { readonly [letter: string]: ByteOrder } = { b: "be", l: "le", h: "host" };

/**
 * Parses a layout's line. `sizeOf` gives the bits of a nested layout, `names` what the fields are called whose names the line
 * leaves out, in their order.
 */
export function parseLayout(
  row: string,
  sizeOf: (name: string) => number,
  names: Iterable<string> = [],
): LayoutDefinition {
  const tab = row.indexOf("\t");
  const [, , ...tokens] = (tab < 0 ? row : row.slice(0, tab)).split(" ");
  const rare: { readonly [field: string]: object } = tab < 0 ? {} : JSON.parse(row.slice(tab + 1));
  const { name, kind, order, bits } = parseHead(row);
  const fields: FieldDefinition[] = [];
  const unnamed = names[Symbol.iterator]();
  let offset = 0;
  for (const token of tokens) {
    const whole = token.startsWith(":") ? `${unnamed.next().value ?? ""}${token}` : token;
    const parsed = parseField(whole, name, offset, sizeOf);
    fields.push(Object.hasOwn(rare, parsed.name) ? { ...parsed, ...rare[parsed.name] } : parsed);
    if (kind === "struct") offset += parsed.bits * (parsed.open === undefined ? (parsed.count ?? 1) : 0);
  }
  return { name, kind, order, bits, fields, ...rare[""] };
}

const fieldPattern = /^(-?)(@\d+|[^:@"%^*=&#!]*)([:@"%^]?)([^*=&#!]*)(\*?)(\d*)([=&#]?)([^!]*)!?(.?)$/;

function parseField(token: string, owner: string, offset: number, sizeOf: (name: string) => number): FieldDefinition {
  const parts = fieldPattern.exec(token) ?? [];
  const [, dash, stated = "", mark = "", rest = "", star, count = "", binding = "", named = "", access = ""] = parts;
  const padding = dash === "-" && mark === "";
  const name = padding ? `reserved_at_${offset.toString(16)}` : stated;
  return {
    name,
    ...shape(padding ? ":" : mark, padding ? stated : rest, name, owner, sizeOf),
    offset,
    ...(dash === "-" ? { reserved: true } : {}),
    ...(star === "*" ? (count === "" ? { open: {} } : { count: Number(count) }) : {}),
    ...(/^@\d+$/.test(name) ? { anonymous: true } : {}),
    ...(binding === "" ? {} : { labels: [{ enum: named === "" ? name : named, ...ways[binding] }] }),
    ...accesses[access],
  };
}

const ways: { readonly [mark: string]: Pick<LabelBinding, "as"> } = { "&": { as: "mask" }, "#": { as: "bit" } };

const accesses: { readonly [letter: string]: Pick<FieldDefinition, "access"> } = {
  r: { access: "RO" },
  w: { access: "RW" },
  o: { access: "WO" },
  p: { access: "OP" },
  i: { access: "INDEX" },
};

function shape(
  mark: string,
  rest: string,
  name: string,
  owner: string,
  sizeOf: (name: string) => number,
): Pick<FieldDefinition, "kind" | "bits" | "layout"> {
  switch (mark) {
    case '"':
      return { kind: "string", bits: Number(rest) * 8 };
    case "%":
      return { kind: "uuid", bits: 128 };
    case "^":
      return { kind: "mac", bits: 48 };
    case "@": {
      const layout = rest === "" ? name : rest === "." ? `${owner}.${name}` : rest;
      return { kind: "layout", bits: sizeOf(layout), layout };
    }
    default:
      return { kind: "uint", bits: Number(rest) };
  }
}

/** Parses an enumeration's line. */
export function parseEnum(row: string): EnumDefinition {
  const [head = "", prefix = "-", ...labels] = row.split(" ");
  const values: { [label: string]: number | string } = {};
  let next = 0;
  for (const token of labels) {
    const equals = token.indexOf("=");
    const value = equals < 0 ? next : Number(token.slice(equals + 1));
    const label = decodeURIComponent(equals < 0 ? token : token.slice(0, equals));
    values[label] = Number.isSafeInteger(value) ? value : token.slice(equals + 1);
    next = value + 1;
  }
  return {
    name: head.slice(1),
    kind: /^[#~]/.test(head) ? "flags" : "enum",
    values,
    ...(prefix === "-" ? {} : { prefix }),
    ...(/^[?~]/.test(head) ? { partial: true } : {}),
  };
}
