/** Everything that has a name: the families of this package, the structs of the ioctls, and private schemas. */
import { bnxt } from "../src/bnxt/index.js";
import {
  type Catalog,
  type Command,
  createCatalog,
  createFamily,
  type Family,
  type Protocol,
  type RegisterDefinition,
  tableDefinitions,
} from "../src/catalog/index.js";
import { cxl } from "../src/cxl/index.js";
import { nearest } from "../src/fault/index.js";
import type { EnumDefinition, Layout } from "../src/layout/index.js";
import { mlx5 } from "../src/mlx5/index.js";
import { mlx5Registers } from "../src/mlx5/registers.js";
import { pds } from "../src/pds/index.js";
import { table as uapiTable } from "../src/uapi/gen/table.js";
import { isDeclared } from "./private-protocol.js";
import { UsageError } from "./usage-error.js";

/** The ioctls' own structs have no messages; a family holds them all the same, so that they are found by name. */
const uapiProtocol: Protocol = {
  family: "uapi",
  deviceType: 0,
  requestHeader: "fwctl_rpc",
  leastRequest: 0,
  opcode: () => undefined,
  status: () => undefined,
};

/** The ioctls' own structs, by name. */
export const uapiFamily = (): Family => createFamily(uapiProtocol, tableDefinitions(uapiTable));

/** What a command line knows. */
export interface Known {
  /** Families with a device type, for exchanges. */
  readonly catalog: Catalog;
  /** All families, the ioctls' structs among them, for names. */
  readonly families: readonly Family[];
}

/** The families of this package. */
export function builtIn(): Known {
  const devices = [mlx5.with(mlx5Registers), cxl, bnxt, pds];
  return {
    catalog: createCatalog(...devices),
    families: [...devices, uapiFamily()],
  };
}

/** Something with a name. */
export type Named =
  | { readonly kind: "struct"; readonly family: Family; readonly name: string; readonly layout: Layout }
  | { readonly kind: "command"; readonly family: Family; readonly name: string; readonly command: Command }
  | { readonly kind: "register"; readonly family: Family; readonly name: string; readonly register: RegisterDefinition }
  | { readonly kind: "enum"; readonly family: Family; readonly name: string; readonly definition: EnumDefinition };

export type NamedKind = Named["kind"];

/** Names of one kind in one family. */
export function namesOf(family: Family, kind: NamedKind): Iterable<string> {
  switch (kind) {
    case "struct":
      return [...family.layouts.keys()].filter(isDeclared);
    case "command":
      return family.commands.keys();
    case "register":
      return family.registers.keys();
    case "enum":
      return family.enumerations();
  }
}

/** What stands behind a name in one family, by exact spelling. */
export function namedIn(family: Family, kind: NamedKind, name: string): Named | undefined {
  switch (kind) {
    case "struct": {
      const layout = isDeclared(name) ? family.layouts.get(name) : undefined;
      return layout && { kind, family, name, layout };
    }
    case "command": {
      const command = family.commands.get(name);
      return command && { kind, family, name, command };
    }
    case "register": {
      const register = family.registers.get(name);
      return register && { kind, family, name, register };
    }
    case "enum": {
      const definition = family.enumeration(name);
      return definition && { kind, family, name, definition };
    }
  }
}

export const allKinds: readonly NamedKind[] = ["command", "register", "struct", "enum"];

/**
 * Everything of that name: by exact spelling, else in any case, also as a source calls it. `mlx5/NAME` asks one family only.
 * A number is an opcode or a register id.
 *
 * @throws UsageError with the nearest names when there is nothing.
 */
export function findNamed(known: Known, asked: string, kinds: readonly NamedKind[] = allKinds): readonly Named[] {
  const { families, name } = withinFamily(known, asked);
  const exact = families.flatMap((family) => kinds.flatMap((kind) => namedIn(family, kind, name) ?? []));
  if (exact.length > 0) return exact;
  if (/^(0x[0-9a-f]{1,8}|\d{1,10})$/i.test(name)) {
    const numbered = families.flatMap((family) => byNumber(family, Number(name), kinds));
    if (numbered.length > 0) return numbered;
  }
  const lower = name.toLowerCase();
  const loose = families.flatMap((family) =>
    kinds.flatMap((kind) =>
      [...namesOf(family, kind)]
        .filter((one) => one.toLowerCase() === lower)
        .flatMap((one) => namedIn(family, kind, one) ?? []),
    ),
  );
  const symbols = families.flatMap((family) => bySymbol(family, lower, kinds));
  if (symbols.length + loose.length > 0) return [...symbols, ...loose];
  throw nothingNamed(families, name, kinds);
}

function withinFamily(known: Known, asked: string): { families: readonly Family[]; name: string } {
  const [, family, name] = /^([\w-]+)\/(.+)$/.exec(asked) ?? [];
  if (family === undefined || name === undefined) return { families: known.families, name: asked };
  return { families: [familyNamed(known, family)], name };
}

/** A family by name. */
export function familyNamed(known: Known, name: string): Family {
  const found = known.families.find((family) => family.name === name);
  if (found !== undefined) return found;
  throw new UsageError(
    `there is no family "${name.slice(0, 60)}"`,
    `Families: ${known.families.map((family) => family.name).join(", ")}.`,
  );
}

function byNumber(family: Family, number: number, kinds: readonly NamedKind[]): readonly Named[] {
  const command = kinds.includes("command") ? family.command(number) : undefined;
  const registers = kinds.includes("register")
    ? [...family.registers.values()].filter((register) => register.id === number)
    : [];
  return [
    ...(command === undefined ? [] : [{ kind: "command" as const, family, name: command.name, command }]),
    ...registers.map((register) => ({ kind: "register" as const, family, name: register.name, register })),
  ];
}

/** By the source's own name of an opcode (`MLX5_CMD_OP_QUERY_HCA_CAP`, `HWRM_VER_GET`), another source's of a register. */
function bySymbol(family: Family, lower: string, kinds: readonly NamedKind[]): readonly Named[] {
  const symbolic = (["command", "register"] as const).filter((kind) => kinds.includes(kind));
  return symbolic.flatMap((kind) => {
    const all = kind === "command" ? family.commands.values() : family.registers.values();
    const called = [...all].filter(
      ({ name, symbol }) => symbol?.toLowerCase() === lower && name.toLowerCase() !== lower,
    );
    return called.flatMap(({ name }) => namedIn(family, kind, name) ?? []);
  });
}

const kindWords: { readonly [kind in NamedKind]: string } = {
  struct: "struct",
  command: "command",
  register: "register",
  enum: "enumeration",
};

function nothingNamed(families: readonly Family[], name: string, kinds: readonly NamedKind[]): UsageError {
  const names = families.flatMap((family) => kinds.flatMap((kind) => [...namesOf(family, kind)]));
  // A short name inside the word is no likely slip of it.
  const likely = names.filter((one) => one.length * 2 >= name.length);
  const near = nearest(name, new Set(likely), 5);
  const words = kinds.map((kind) => kindWords[kind]);
  const what = words.length > 1 ? `${words.slice(0, -1).join(", ")} or ${words.at(-1)}` : (words[0] ?? "thing");
  return new UsageError(
    `there is no ${what} "${name.slice(0, 60)}"`,
    near.length > 0 ? `Nearest: ${near.join(", ")}.` : 'Try "fwctl list PATTERN".',
  );
}
