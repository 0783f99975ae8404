/** What the generator writes for invented schemas is TypeScript that this project's own compiler options accept. */
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { expect, test } from "vitest";
import { seededRandom } from "../../bench/random.js";
import { generateFamily } from "../../src/codegen/index.js";
import { parseSchema } from "../../src/schema/index.js";
import { Inventor } from "../../tools/fuzz/invent.js";
import { PlainInventor } from "../../tools/fuzz/invent-plain.js";

const root = fileURLToPath(new URL("../../", import.meta.url));

const schemas = [
  ...Array.from({ length: 24 }, (_, seed) => new Inventor(seededRandom(seed)).schema()),
  ...Array.from({ length: 16 }, (_, seed) => new PlainInventor(seededRandom(seed)).schema()),
];

/** Modules by the path at which they seem to stand: beside the families, whose run time they import. */
const modules = new Map(
  schemas.flatMap((schema, index) => {
    const files = generateFamily([{ file: "schemas/invented/group.json", model: parseSchema(schema) }]);
    return [...files]
      .filter(([name]) => name !== "table.ts")
      .map(([name, text]): [string, string] => [`${root}src/invented${index}/gen/${name}`, text]);
  }),
);

/** The project's options, and the modules as if they were files. */
function problems(): string[] {
  const { config } = ts.readConfigFile(`${root}tsconfig.json`, ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root);
  const host = ts.createCompilerHost(options);
  const { readFile, fileExists } = host;
  host.readFile = (path) => modules.get(path) ?? readFile(path);
  host.fileExists = (path) => modules.has(path) || fileExists(path);
  const program = ts.createProgram([...modules.keys()], { ...options, noEmit: true, incremental: false }, host);
  return [...modules.keys()]
    .flatMap((path) => {
      const file = program.getSourceFile(path);
      return [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)];
    })
    .map(({ file, start, messageText }) => {
      const text = ts.flattenDiagnosticMessageText(messageText, " ");
      return `${text} ${file?.text.slice(start, (start ?? 0) + 80)}`;
    });
}

test("there are many modules", () => {
  expect(modules.size).toBe(schemas.length);
});

test("and none has an error", { timeout: 60_000 }, () => {
  expect(problems().slice(0, 10)).toEqual([]);
});
