/** What the schemas say in words, as a module: everything comes back as it was written. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { docsModule, type FileDocs } from "../../src/codegen/index.js";
import { parseSchema } from "../../src/schema/index.js";

const json = JSON.parse(readFileSync(new URL("golden/port-counters.json", import.meta.url), "utf8"));

/** The module of one schema, run. */
async function docsOf(schema: unknown): Promise<FileDocs | undefined> {
  const model = parseSchema(schema, { source: "port-counters.json" });
  const text = docsModule("acme", [{ file: "schemas/acme/port-counters.json", model }]).replace("docs: string", "docs");
  const module: { readonly docs: string } = await import(`data:text/javascript,${encodeURIComponent(text)}`);
  const files: readonly FileDocs[] = JSON.parse(module.docs);
  return files[0];
}

test("says where a file's facts come from, and what its author wrote of structs and fields", async () => {
  expect(await docsOf(json)).toEqual({
    file: "schemas/acme/port-counters.json",
    source: { header: "acme/ports.h", revision: "1", license: "MIT" },
    doc: "Counters of a port, as a manual would state them.",
    layouts: {
      port_address: {},
      port_counters: { doc: "What a port counted since it came up.", fields: { state: "Whether the link is up." } },
    },
    enums: {},
  });
});

const odd: readonly (readonly [string, string])[] = [
  ["quotes", `"double" and 'single'`],
  ["backticks and placeholders", `\`code\` \${process.exit(1)}`],
  ["backslashes", "C:\\new\\table \\u0041 \\"],
  ["several lines", "one\ntwo\r\n\tthree"],
  ["separators of lines", "one\u2028two\u2029three"],
  ["what is not ASCII", "Größe, ☃"],
];
test.each(odd)("%s come back as they were", async (_what, text) => {
  const changed = structuredClone(json);
  changed.doc = text;
  changed.structs.port_counters.fields[2].doc = text;
  const docs = await docsOf(changed);
  expect(docs?.doc).toBe(text);
  expect(docs?.layouts["port_counters"]?.fields?.["state"]).toBe(text);
});
