/** What a generated module uses of the run time and of other generated modules, collected while it is written. */
import type { Library } from "./library.js";

export class Imports {
  readonly library: Library;
  /** The module being written, relative to the family's `gen/`. */
  readonly module: string;
  readonly #runtime = new Map<string, boolean>();
  readonly #held = new Map<string, string>();
  readonly #others = new Map<string, Map<string, boolean>>();

  constructor(library: Library, module: string) {
    this.library = library;
    this.module = module;
  }

  /** A function or value of the run time. */
  use(name: string): string {
    this.#runtime.set(name, true);
    return name;
  }

  /** A value of the run time under a constant of the module's own: the engine looks up an imported one each time. */
  hold(local: string, name: string): string {
    this.#held.set(local, this.use(name));
    return local;
  }

  /** The statements behind the imports. */
  held(): string[] {
    return [...this.#held]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([local, name]) => `const ${local}: typeof ${name} = ${name};`);
  }

  /** A type of the run time. */
  useType(name: string): string {
    if (!this.#runtime.has(name)) this.#runtime.set(name, false);
    return name;
  }

  /** Something another generated module exports. */
  from(module: string, name: string): string {
    if (module !== this.module) this.#names(module).set(name, true);
    return name;
  }

  typeFrom(module: string, name: string): string {
    const names = this.#names(module);
    if (module !== this.module && !names.has(name)) names.set(name, false);
    return name;
  }

  #names(module: string): Map<string, boolean> {
    const names = this.#others.get(module) ?? new Map<string, boolean>();
    if (module !== this.module) this.#others.set(module, names);
    return names;
  }

  /** The import statements. `root` is the way from the module to `src/`. */
  lines(root: string): string[] {
    const others = [...this.#others].sort(([a], [b]) => (a < b ? -1 : 1));
    return [
      ...statement(this.#runtime, `${root}layout/generated.js`),
      ...others.flatMap(([module, names]) => statement(names, relative(this.module, module))),
    ];
  }
}

function statement(names: ReadonlyMap<string, boolean>, path: string): string[] {
  if (names.size === 0) return [];
  const sorted = [...names].sort(([a], [b]) => (a < b ? -1 : 1));
  const all = sorted.every(([, value]) => !value);
  const words = sorted.map(([name, value]) => (value || all ? name : `type ${name}`));
  const head = all ? "import type" : "import";
  const line = `${head} { ${words.join(", ")} } from "${path}";`;
  return line.length <= 120 ? [line] : [`${head} {`, ...words.map((word) => `  ${word},`), `} from "${path}";`];
}

/** The way from one module to another. */
function relative(from: string, to: string): string {
  const here = from.split("/").slice(0, -1);
  const there = to.split("/");
  while (here.length > 0 && there.length > 1 && here[0] === there[0]) {
    here.shift();
    there.shift();
  }
  const up = here.length === 0 ? "./" : "../".repeat(here.length);
  return `${up}${there.join("/")}.js`;
}
