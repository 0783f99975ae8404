/** Which fields and which words tell whose device it is. */

/** What is looked for. */
export const redactKinds = ["serial", "mac", "guid", "address"] as const;

export type RedactKind = (typeof redactKinds)[number];

/** By the name of a field or of a struct around it (`node_guid`, `smac_47_16`, `vsd_serial`, `dbr_addr`, `pas`). */
const byName: readonly (readonly [RegExp, RedactKind])[] = [
  [/serial|(^|_)s_?n(_|$)|(^|_)vsd(_|$)|host_?name/, "serial"],
  [/guid|(^|_)[sdm]?gid(_|\d|$)|system_image/, "guid"],
  [/(^|_)(s|d|perm|permanent)?_?mac(_|\d|$)|(^|_)permanent_address/, "mac"],
  [/addr|(^|_)pas?(_|\d|$)|(^|_)ip(v4|v6)?(_|$)|(^|_)(src|dst)_ip|(^|_)va(_|$)/, "address"],
];

/** The kind of a field by its path; a MAC that a layout calls one is one whatever its name. */
export function kindOfField(path: string, value: unknown): RedactKind | undefined {
  if (typeof value === "string" && /^[0-9a-f]{2}(:[0-9a-f]{2}){5}$/.test(value)) return "mac";
  const names = path
    .replaceAll(/\[\d+\]/g, "")
    .split(".")
    .reverse();
  for (const name of names) {
    const found = byName.find(([pattern]) => pattern.test(name));
    if (found !== undefined) return found[1];
  }
  return undefined;
}

/** In free text: `b8:3f:d2:00:00:01`, `b83f:d203:0000:0001`, `0xb83fd20300000001`, `0000:d2:00.0`, `10.0.0.7`, `fe80::1`. */
const inText: readonly (readonly [RegExp, RedactKind])[] = [
  [/\b[0-9a-f]{2}([:-][0-9a-f]{2}){5}\b/gi, "mac"],
  [/\b[0-9a-f]{4}(:[0-9a-f]{4}){3}\b|\b0x[0-9a-f]{16}\b/gi, "guid"],
  [/\b([0-9a-f]{4}:)?[0-9a-f]{2}:[0-9a-f]{2}\.[0-7]\b|\b\d{1,3}(\.\d{1,3}){3}\b/gi, "address"],
  [/(?<![\w:])(([0-9a-f]{1,4}:){7}[0-9a-f]{1,4}|([0-9a-f]{1,4}:){1,6}(:[0-9a-f]{1,4}){1,6})(?![\w:])/gi, "address"],
];

/** Replaces what looks like an identity in free text with `<kind-number>`. */
export function redactText(
  text: string,
  kinds: ReadonlySet<RedactKind>,
  number: (kind: RedactKind, value: string) => number,
): string {
  let result = text;
  for (const [pattern, kind] of inText) {
    if (kinds.has(kind)) result = result.replace(pattern, (value) => `<${kind}-${number(kind, value.toLowerCase())}>`);
  }
  return result;
}
