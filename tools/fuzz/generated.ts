/** Generated code against the interpreter: the same layout from a group and by name, on the same bad input. */
import { readdirSync } from "node:fs";
import type { Random } from "../../bench/random.js";
import { isFwctlFault } from "../../src/fault/index.js";
import { type DecodeOptions, Layout } from "../../src/layout/index.js";
import { toJson } from "../../src/text/index.js";
import { hex, offsetView, same, someBytes } from "./bytes.js";
import { FuzzFailure, onlyFaults, type Target, type Work } from "./case.js";
import { exercise } from "./exercise.js";
import { allSubjects, type Subject, someRequest } from "./families.js";
import { spoiledValue } from "./hostile.js";

type Encode = (data: DataView, at: number, value: object) => number;

interface Twin extends Subject {
  readonly generated: Layout;
  readonly encode: Encode | undefined;
}

const isEncode = (value: unknown): value is Encode => typeof value === "function";

/** Modules of a folder of generated groups, and of the folders in it. */
async function groupsIn(folder: URL): Promise<object[]> {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter(
    (name) => name.endsWith(".js") && !name.endsWith("table.js"),
  );
  const loaded: unknown[] = await Promise.all(
    files.map((file): Promise<unknown> => import(new URL(file, folder).href)),
  );
  return loaded.filter((group) => typeof group === "object" && group !== null);
}

async function twins(): Promise<Twin[]> {
  const subjects = new Map<string, Subject[]>();
  for (const subject of allSubjects())
    subjects.set(subject.layout.name, [...(subjects.get(subject.layout.name) ?? []), subject]);
  const folders = ["uapi", "mlx5", "cxl", "pds", "bnxt"].map(
    (family) => new URL(`../../src/${family}/gen/`, import.meta.url),
  );
  const groups = (await Promise.all(folders.map(groupsIn))).flat();
  return groups.flatMap((group) =>
    Object.entries(group).flatMap(([name, generated]: [string, unknown]) => {
      if (!(generated instanceof Layout)) return [];
      const subject = subjects
        .get(generated.name)
        ?.find(({ layout }) => JSON.stringify(layout.definition) === JSON.stringify(generated.definition));
      const encode: unknown = Reflect.get(group, `encode${name}`);
      return subject === undefined ? [] : [{ ...subject, generated, encode: isEncode(encode) ? encode : undefined }];
    }),
  );
}

/** What a decoder says of bytes: its value as JSON, or the message of its fault. */
function outcome(attempt: () => string): string {
  try {
    return attempt();
  } catch (error) {
    if (isFwctlFault(error)) return `fault ${error.message}`;
    throw new FuzzFailure(`not a fault: ${error instanceof Error ? error.stack : String(error)}`);
  }
}

function mustAgree(what: string, generated: string, interpreted: string): void {
  if (generated !== interpreted)
    throw new FuzzFailure(
      `${what}\n  generated   ${generated.slice(0, 1500)}\n  interpreted ${interpreted.slice(0, 1500)}`,
    );
}

function compare(random: Random, { layout, generated, encode }: Twin, bytes: Uint8Array, options: DecodeOptions): void {
  const decoded = (one: Layout): string => outcome(() => JSON.stringify(toJson(one, one.decode(bytes, options))));
  mustAgree(`${layout.name}: decode`, decoded(generated), decoded(layout));
  const value = onlyFaults("decode", () => layout.decode(bytes, options));
  if (value === undefined) return;
  const spoiled = spoiledValue(random, value);
  const encoded = (one: Layout): string => outcome(() => hex(one.encode(spoiled), 1 << 20));
  mustAgree(`${layout.name}: encode of a spoiled value`, encoded(generated), encoded(layout));
  if (encode === undefined) return;
  const room = new Uint8Array(bytes.length + 16).fill(0xaa);
  const view = new DataView(room.buffer, 8, bytes.length);
  const written = onlyFaults(`${layout.name}: encode function`, () => encode(view, 0, value));
  const around =
    room.subarray(0, 8).every((byte) => byte === 0xaa) &&
    room.subarray(8 + bytes.length).every((byte) => byte === 0xaa);
  if (written !== bytes.length || !around || !same(room.subarray(8, 8 + bytes.length), bytes)) {
    throw new FuzzFailure(`${layout.name}: the encode function wrote ${written} bytes: ${hex(room)}`);
  }
}

export async function generatedTarget(): Promise<Target> {
  const all = await twins();
  return {
    name: "generated",
    run: (random, index): Work => {
      const twin = all[index % Math.max(1, all.length)];
      if (twin === undefined) throw new FuzzFailure("nothing is generated");
      const bytes = offsetView(random, someBytes(random, twin.layout.bytes, twin.seeds));
      const options = someRequest(random, twin);
      try {
        compare(random, twin, bytes, options);
      } catch (error) {
        if (!(error instanceof FuzzFailure)) throw error;
        throw new FuzzFailure(
          `${error.message}\n  layout ${twin.layout.name}, ${bytes.length} bytes: ${hex(bytes, 8192)}\n  request ${JSON.stringify(options.request, (_key, value: unknown) => (typeof value === "bigint" ? String(value) : value))}`,
        );
      }
      exercise(random, twin.generated, bytes, options);
      return { size: bytes.length + twin.layout.bytes, about: twin.layout.name };
    },
  };
}
