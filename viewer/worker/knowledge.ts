/** What the worker knows: the families of the package and the private schemas that were added. */
import { builtIn, type Known } from "../../reading/families.js";
import { knownWith, parsedSchema } from "../../reading/private-schema.js";
import { UsageError } from "../../reading/usage-error.js";
import { isFwctlFault } from "../../src/fault/index.js";
import type { SchemaState } from "../protocol.js";
import { embeddedOrigins } from "./embedded.js";

interface SchemaFile {
  readonly name: string;
  readonly text: string;
  readonly deviceType: number | undefined;
}

/** Struct to source, by family; filled from the schemas when the page was built. */
type Sources = ReadonlyMap<string, ReadonlyMap<string, string>>;

export class Knowledge {
  known: Known = builtIn();
  readonly #files: SchemaFile[] = [];
  readonly #sources: Map<string, Map<string, string>> = builtInSources();

  /** Adds a schema, in the place of one of the same name. What is known stays as it was when it cannot be used. */
  add(name: string, text: string, deviceType: number | undefined): SchemaState {
    const files = [...this.#files.filter((one) => one.name !== name), { name, text, deviceType }];
    try {
      const type = files.findLast((one) => one.deviceType !== undefined)?.deviceType;
      this.known = knownWith(
        files.map((one) => parsedSchema(one.name, one.text)),
        type,
      );
    } catch (error) {
      return refused(name, error);
    }
    this.#files.splice(0, this.#files.length, ...files);
    const { family, structs } = this.#addSources(name, text);
    const message = `${name}: family ${family}, ${structs} struct${structs === 1 ? "" : "s"}, in effect now`;
    return { name, ok: true, message, problems: [] };
  }

  /** Header and revision that a struct is taken from. */
  sourceOf(family: string | undefined, struct: string | undefined): string {
    if (family === undefined || struct === undefined) return "";
    return this.#sources.get(family)?.get(struct) ?? "";
  }

  #addSources(name: string, text: string): { family: string; structs: number } {
    const json: unknown = JSON.parse(text);
    const family = textAt(json, "family");
    const source = valueAt(json, "source");
    const words = [textAt(source, "header"), textAt(source, "revision")].filter((word) => word !== "").join(", ");
    const structs = [...keysAt(json, "structs"), ...keysAt(json, "unions")];
    const known = this.#sources.get(family) ?? new Map<string, string>();
    for (const struct of structs) known.set(struct, `${name}${words === "" ? "" : `: ${words}`}`);
    this.#sources.set(family, known);
    return { family, structs: structs.length };
  }
}

function refused(name: string, error: unknown): SchemaState {
  if (!isFwctlFault(error) && !(error instanceof UsageError)) throw error;
  const hints = error instanceof UsageError ? error.hints : [];
  const [first = "", ...rest] = [...error.message.split("\n"), ...hints];
  return { name, ok: false, message: `${name} was not added: ${first}`, problems: rest };
}

function valueAt(json: unknown, key: string): unknown {
  return typeof json === "object" && json !== null && Object.hasOwn(json, key) ? Reflect.get(json, key) : undefined;
}

function textAt(json: unknown, key: string): string {
  const value = valueAt(json, key);
  return typeof value === "string" ? value : "";
}

function keysAt(json: unknown, key: string): readonly string[] {
  const value = valueAt(json, key);
  return typeof value === "object" && value !== null ? Object.keys(value) : [];
}

function builtInSources(): Map<string, Map<string, string>> {
  const sources: Map<string, Map<string, string>> = new Map();
  for (const [family, source, structs] of embeddedOrigins()) {
    const known = sources.get(family) ?? new Map<string, string>();
    for (const struct of structs.split(" ")) known.set(struct, source);
    sources.set(family, known);
  }
  return sources;
}

export type { Sources };
