/** The layouts of a family by name, each made on first use. */
import { FwctlFault } from "../fault/index.js";
import { type EnumDefinition, Layout, type LayoutDefinition, type LayoutScope } from "../layout/index.js";
import type { Definitions } from "./family.js";

/** A map whose values are made when they are asked for; its keys are known from the start. */
export class LazyLayouts extends Map<string, Layout> implements LayoutScope {
  readonly #sources: readonly Definitions[];
  readonly #change: (definition: LayoutDefinition) => LayoutDefinition;
  readonly #names: ReadonlyMap<string, Definitions>;

  constructor(sources: readonly Definitions[], change: (definition: LayoutDefinition) => LayoutDefinition) {
    super();
    this.#sources = sources;
    this.#change = change;
    const names = new Map<string, Definitions>();
    for (const source of sources) {
      for (const name of source.names()) {
        if (names.has(name)) throw duplicate(name);
        names.set(name, source);
      }
    }
    this.#names = names;
  }

  override get size(): number {
    return this.#names?.size ?? 0;
  }

  override has(name: string): boolean {
    return this.#names.has(name);
  }

  override get(name: string): Layout | undefined {
    const made = super.get(name);
    if (made !== undefined) return made;
    const definition = this.#names.get(name)?.definition(name);
    if (definition === undefined) return undefined;
    const layout = new Layout(this.#change(definition), this);
    super.set(name, layout);
    return layout;
  }

  override keys(): MapIterator<string> {
    return new Map([...this.#names.keys()].map((name) => [name, name])).keys();
  }

  override *entries(): MapIterator<[string, Layout]> {
    for (const name of this.#names.keys()) {
      const layout = this.get(name);
      if (layout !== undefined) yield [name, layout];
    }
  }

  override *values(): MapIterator<Layout> {
    for (const [, layout] of this.entries()) yield layout;
  }

  override [Symbol.iterator](): MapIterator<[string, Layout]> {
    return this.entries();
  }

  override forEach(each: (layout: Layout, name: string, map: Map<string, Layout>) => void): void {
    for (const [name, layout] of this.entries()) each(layout, name, this);
  }

  layout(name: string): Layout | undefined {
    return this.get(name);
  }

  enumeration(name: string): EnumDefinition | undefined {
    for (const source of this.#sources) {
      const found = source.enumeration(name);
      if (found !== undefined) return found;
    }
    return undefined;
  }
}

export function duplicate(name: string): FwctlFault {
  return new FwctlFault({
    code: "duplicate",
    path: name,
    what: "is stated twice",
    remedy: "Rename one, or leave one out.",
  });
}
