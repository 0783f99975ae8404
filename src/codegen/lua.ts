/** Plain data as Lua text. */

const keywords: ReadonlySet<string> = new Set(
  "and break do else elseif end false for function goto if in local nil not or repeat return then true until while".split(
    " ",
  ),
);

/** A text in quotes; everything that is not printable ASCII as decimal escapes of its UTF-8 bytes. */
export function luaText(text: string): string {
  let quoted = "";
  for (const byte of new TextEncoder().encode(text)) {
    const plain = byte >= 0x20 && byte < 0x7f && byte !== 0x22 && byte !== 0x5c;
    quoted += plain ? String.fromCharCode(byte) : `\\${byte.toString().padStart(3, "0")}`;
  }
  return `"${quoted}"`;
}

const key = (name: string): string =>
  /^[A-Za-z_]\w*$/.test(name) && !keywords.has(name) ? name : `[${luaText(name)}]`;

/** An array or object as a table; keys whose value is undefined are left out. */
export function luaTable(value: object): string {
  const rows = Array.isArray(value)
    ? value.map(luaValue)
    : Object.entries(value)
        .filter(([, one]) => one !== undefined)
        .map(([name, one]) => `${key(name)}=${luaValue(one)}`);
  return `{${rows.join(",")}}`;
}

function luaValue(value: unknown): string {
  if (typeof value === "string") return luaText(value);
  if (typeof value === "object" && value !== null) return luaTable(value);
  return typeof value === "number" || typeof value === "boolean" ? String(value) : "nil";
}
