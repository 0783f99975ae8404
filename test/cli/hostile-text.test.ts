/** What a terminal obeys comes from the command alone: texts of recordings, schemas and file names are shown. */
import { describe, expect, test } from "vitest";
import { fwctl } from "./support.js";

/** A screen is wiped by the escape character (C0) or by one character of C1; a right-to-left override turns what follows. */
const hostile = "\u001b[2J\u009b2J\u202eX\u2066\r\u007f\b";
const shown = "\\u001b[2J\\u009b2J\\u202eX\\u2066\\u000d\\u007f\\u0008";

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const obeyed = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const ownColours = /\u001b\[\d+m/g;

const line = (more: object): string =>
  `${JSON.stringify({ v: 1, ioctl: "rpc", deviceType: 1, scope: 0, in: "01000000000000000000000000000000", ...more })}\n`;

const places: readonly [string, string][] = [
  ["dev", line({ dev: hostile })],
  ["ts", line({ ts: hostile })],
  ["a value of meta", line({ meta: { kernel: hostile } })],
  ["a key of meta", line({ meta: { [hostile]: "6.12" } })],
  ["an unknown key", line({ [hostile]: 1 })],
  ["a key that cannot be read", line({ errno: hostile })],
  ["a line that is none", `${line({})}${hostile}\n`],
];
const forms = [[], ["--timeline", "--fields"], ["--summary"], ["--pick", "opcode"], ["--json"], ["--ndjson"]];

describe.each(places)("%s", (_place, text) => {
  test.each(forms.map((form) => [form.join(" ") || "the grid", form] as const))("in %s", async (_name, form) => {
    const { out, err } = await fwctl(["decode", ...form, "-"], { stdin: text });
    expect(out + err).not.toMatch(obeyed);
  });

  test("in colours, which are the command's own", async () => {
    const { out, err } = await fwctl(["decode", "-"], { stdin: text, env: { FORCE_COLOR: "1" } });
    expect(out).toContain("\u001b[1m");
    expect((out + err).replace(ownColours, "")).not.toMatch(obeyed);
  });
});

describe("what is shown instead", () => {
  test("the escapes of JSON", async () => {
    const { out } = await fwctl(["decode", "-"], { stdin: line({ dev: hostile }) });
    expect(out).toContain(`[${shown}, scope CONFIGURATION (0)]`);
  });

  test("so a JSON document has the same value", async () => {
    const { out } = await fwctl(["decode", "--ndjson", "-"], { stdin: line({ dev: hostile }) });
    expect(JSON.parse(out)).toMatchObject({ dev: hostile });
  });

  test("a colour of a recording is no colour", async () => {
    const { out } = await fwctl(["decode", "-"], { stdin: line({ dev: "\u001b[31mX" }), env: { FORCE_COLOR: "1" } });
    expect(out).toContain("\\u001b[31mX");
  });

  test.each([[[]], [["--timeline"]], [["--pick", "opcode"]]])(
    "a line feed begins no line of its own: %j",
    async (form) => {
      const { out } = await fwctl(["decode", ...form, "-"], {
        stdin: line({ dev: "X\n#9 forged", ts: "1\n#9 forged" }),
      });
      expect(out).not.toMatch(/^#9/m);
    },
  );
});

describe("names on the command line", () => {
  const schema = (more: object): string =>
    JSON.stringify({ family: "acme", order: "le", source: { header: "h", revision: "1" }, structs: {}, ...more });
  const struct = { bits: 8, fields: [{ name: hostile, bits: 8 }] };
  const commands: readonly [string, string[], Record<string, string>][] = [
    ["a file that is not there", ["decode", hostile], {}],
    ["a file that is read", ["decode", hostile, "b"], { [hostile]: line({}), b: line({}) }],
    ["a file that is empty", ["decode", hostile], { [hostile]: "" }],
    ["a schema that is not there", ["list", "--schema", hostile], {}],
    ["a schema that is no JSON", ["check", hostile], { [hostile]: "{" }],
    ["a struct's name in a schema", ["check", "s"], { s: schema({ structs: { [hostile]: struct } }) }],
    ["a field's name in a schema", ["list", "--schema", "s"], { s: schema({ structs: { a: struct } }) }],
    ["a family's name", ["check", "s"], { s: schema({ family: hostile }) }],
    ["a struct", ["show", hostile], {}],
    ["a pattern", ["list", hostile], {}],
    ["a command", [hostile], {}],
    ["an option", ["decode", `--${hostile}`], {}],
    [
      "two files that differ",
      ["diff", hostile, "b"],
      { [hostile]: line({}), b: line({ scope: 1, in: "01010000000000000000000000000000" }) },
    ],
  ];
  test.each(commands)("%s", async (_what, args, files) => {
    const { out, err } = await fwctl(args, { files });
    expect(out + err).not.toBe("");
    expect(out + err).not.toMatch(obeyed);
  });
});
