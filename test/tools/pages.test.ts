/** The pages of the documentation, made of the schema files: readable Markdown, nothing left out, every link leads somewhere. */
import { readFileSync } from "node:fs";
import { posix } from "node:path";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { CheckedFile } from "../../src/codegen/index.js";
import { parseSchema } from "../../src/schema/index.js";
import { Anchors, code, plain, prose } from "../../tools/pages/markdown.js";
import { schemaPages } from "../../tools/pages/pages.js";
import { checkedFamily } from "../../tools/schema-files.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const read = (path: string): string => readFileSync(new URL(path, import.meta.url), "utf8");

/** The page of one schema of its own family. */
function pageOf(json: unknown): string {
  const model = parseSchema(json, { source: "port-counters.json" });
  const pages = schemaPages([[{ file: "schemas/acme/port-counters.json", model }]], "fwctl-codec");
  return pages.get("acme/port-counters.md") ?? "";
}

describe("the page of a small schema", () => {
  test("is the golden one", () => {
    expect(pageOf(JSON.parse(read("../codegen/golden/port-counters.json")))).toBe(read("golden/port-counters.md"));
  });
});

/** What a browser shows of a line of Markdown without structure: entities and code spans are resolved. */
const shown = (markdown: string): string =>
  markdown
    .replace(/<\/?code>|`/g, "")
    .replace(/&#(\d+);/g, (_, number: string) => String.fromCodePoint(Number(number)));

describe("hostile text", () => {
  const meaning = /[\\`*[\]<>|~{}@$]/;

  test("plain text shows as it is, on one line, and means nothing to Markdown", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        const written = plain(text);
        expect(shown(written)).toBe(text.replace(/\s+/g, " ").trim());
        expect(written).not.toMatch(meaning);
      }),
    );
  });

  test("code shows as it is, and ends where it should", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (text) => {
        const written = code(text);
        expect(shown(written)).toBe(text);
        const inside = written.replace(/^(`|<code>)([\s\S]*)(`|<\/code>)$/, "$2");
        // Between backticks a tilde is a tilde.
        expect(inside.replaceAll("~", "")).not.toMatch(meaning);
      }),
    );
  });

  const lines: readonly (readonly [string, string, string])[] = [
    ["a heading", "# not one", "&#35; not one"],
    ["a list", "- not one", "&#45; not one"],
    ["a numbered list", "1. not one", "1&#46; not one"],
    ["a cell's end", "a | b", "a &#124; b"],
    ["a tag of TypeDoc", "{@link x}", "&#123;&#64;link x&#125;"],
    ["HTML", "<b>x</b>", "&#60;b&#62;x&#60;/b&#62;"],
    ["a name inside a sentence", "See `op_mod` and log_max_qp.", "See `op_mod` and log_max_qp."],
    ["a lonely backtick", "5` long", "5&#96; long"],
    ["several lines", "one\n\ntwo", "one two"],
  ];
  test.each(lines)("%s", (_what, text, markdown) => {
    expect(prose(text)).toBe(markdown);
  });

  test("in every place of a schema, no line of the page becomes more or less", () => {
    const json = JSON.parse(read("../codegen/golden/port-counters.json"));
    const before = pageOf(json).split("\n").length;
    const evil = "a|b`c`\n# d\n\n| {@link e} <script>\\";
    json.doc = evil;
    json.source = { header: evil, revision: evil, license: evil };
    json.structs.port_counters.doc = evil;
    json.structs.port_counters.fields[2].doc = evil;
    json.enums.port_state.values = { "a|b`c` <script>\\": 1, UP: 2 };
    const page = pageOf(json);
    expect(page.split("\n")).toHaveLength(before);
    expect(page).not.toMatch(/<script|\{@link|^# d/m);
    expect(page.match(/^\| 1 \|.*$/m)?.[0]).toBe(
      "| 1 | 0x1 | <code>a&#124;b&#96;c&#96; &#60;script&#62;&#92;</code> |",
    );
  });
});

const families = ["uapi", "mlx5", "cxl", "pds", "bnxt"];
const files = new Map(families.map((family): [string, CheckedFile[]] => [family, checkedFamily(root, family)]));
const pages = schemaPages([...files.values()], "fwctl-codec");

/** Every line of the pages below a folder, indexes left out. */
const linesOf = (family: string): string[] =>
  [...pages]
    .filter(([path]) => path.startsWith(`${family}/`) && !path.endsWith("/index.md"))
    .flatMap(([, text]) => text.split("\n"));

const sorted = (names: readonly string[]): string[] => [...names].sort();

/** What the lines say by a pattern with one group. */
const found = (lines: readonly string[], pattern: RegExp): string[] =>
  sorted(lines.map((line) => pattern.exec(shown(line))?.[1]).filter((name) => name !== undefined));

describe.each(families)("the pages of %s", (family) => {
  const models = (files.get(family) ?? []).map((file) => file.model);
  const lines = linesOf(family);
  const commands = models.flatMap((model) => model.commands.map((one) => one.name));
  const registers = models.flatMap((model) => model.registers.map((one) => one.name));
  const layouts = models.flatMap((model) => model.layouts.map((one) => one.name));
  const enums = models.flatMap((model) => model.enums.map((one) => one.name));

  test("describe each command, register, struct and enumeration once", () => {
    const headed = found(lines, /^### Command (\S+)$/);
    const listed = found(lines, /^\| 0x[0-9a-f]{4}(?: \S+)? \| (\S+) \| (?:none, the driver|[A-Z_]+ \(\d\)|depends)/);
    expect(sorted([...headed, ...listed])).toEqual(sorted(commands));
    expect(found(lines, /^\| 0x[0-9a-f]{4}(?: \S+)? \| (\S+) \| \[/)).toEqual(sorted(registers));
    expect(found(lines, /^### (?:struct|union) (\S+)$/)).toEqual(sorted(layouts));
    expect(found(lines, /^### enum (\S+)$/)).toEqual(sorted(enums));
    console.info(
      `pages of ${family}: ${models.length} groups, ${commands.length} commands, ${registers.length} registers, ${layouts.length} structs and unions, ${enums.length} enumerations`,
    );
  });

  test("have a row for every field, bit range and list over reserved bits", () => {
    const definitions = new Map(models.flatMap((model) => model.layouts.map((one) => [one.name, one])));
    // Members without a name stand with their parent, and the rows of a struct without one in its place.
    const rowsOf = (name: string): number =>
      (definitions.get(name)?.fields ?? [])
        .map(({ anonymous, layout = "", parts = [], overlay }) => {
          const inside = anonymous === true ? rowsOf(layout) : 0;
          return anonymous === true && definitions.get(layout)?.kind === "struct"
            ? inside
            : 1 + parts.length + (overlay === undefined ? 0 : 1) + inside;
        })
        .reduce((sum, count) => sum + count, 0);
    const expected = layouts.map(rowsOf).reduce((sum, count) => sum + count, 0);
    expect(lines.filter((line) => /^\| 0x[0-9a-f]+(\.\d)? \|/.test(line))).toHaveLength(expected);
  });
});

describe("links", () => {
  const anchors = new Map(
    [...pages].map(([path, text]) => {
      const claimed = new Anchors();
      const headings = [...text.matchAll(/^#{1,3} (.+)$/gm)].map(([, heading = ""]) => claimed.claim(shown(heading)));
      return [path, new Set(headings)];
    }),
  );

  test("each leads to a page, and to a heading on it", () => {
    const broken: string[] = [];
    let count = 0;
    for (const [path, text] of pages) {
      for (const [, link = ""] of text.matchAll(/\]\(([^)]+)\)/g)) {
        count += 1;
        const [file = "", anchor] = link.split("#").map(decodeURIComponent);
        const target = file === "" ? path : posix.join(posix.dirname(path), file);
        const headings = anchors.get(target);
        if (headings === undefined || (anchor !== undefined && !headings.has(anchor))) broken.push(`${path}: ${link}`);
      }
    }
    console.info(`${count} links on ${pages.size} pages`);
    expect(broken).toEqual([]);
    expect(count).toBeGreaterThan(5_000);
  });

  test("every page is a child of an index, and every index of the one above", () => {
    const children = [...pages].flatMap(([path, text]) => {
      const [, front = ""] = /^---\n([\s\S]*?)\n---\n/.exec(text) ?? [];
      return [...front.matchAll(/^ {2}- "(.+)"$/gm)].map(([, child = ""]) => posix.join(posix.dirname(path), child));
    });
    expect(sorted(children)).toEqual(sorted([...pages.keys()].filter((path) => path !== "index.md")));
  });
});
