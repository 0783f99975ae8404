/** The name space of each layout, and how a dotted path finds a field in it. */
import type { FieldDefinition } from "../layout/definition.js";
import type { Family, LayoutEntry } from "./family.js";
import { mostLevels } from "./limits.js";
import { endingOf, type Nesting } from "./nesting.js";
import { quoted } from "./problems.js";

/** A field as a path finds it. */
export interface Named {
  readonly field: FieldDefinition;
  /** The open-ended array in front of it, which moves it. */
  readonly behind: string | undefined;
  /** Index of the own field through which the name came. */
  readonly index: number;
}

/** A name that stands twice in a layout: indices of the two own fields it came through. */
export interface Clash {
  readonly name: string;
  readonly first: number;
  readonly index: number;
}

/** What a path leads to, or the words for why it leads nowhere; `undefined` when a step is known by name only. */
export type Found = Named | (() => string) | undefined;

/** Names of layouts: their own, and those of members without a name of their own. */
export class NameSpaces {
  readonly #family: Family;
  readonly #nesting: Nesting;
  readonly #spaces = new Map<string, Map<string, Named>>();
  readonly #clashes = new Map<string, readonly Clash[]>();

  constructor(family: Family, nesting: Nesting) {
    this.#family = family;
    this.#nesting = nesting;
    for (const entry of nesting.order) this.#add(entry);
  }

  of(layout: string): ReadonlyMap<string, Named> | undefined {
    return this.#spaces.get(layout);
  }

  clashes(layout: string): readonly Clash[] {
    return this.#clashes.get(layout) ?? [];
  }

  #add({ definition }: LayoutEntry): void {
    const space = new Map<string, Named>();
    const clashes: Clash[] = [];
    let behind: string | undefined;
    definition.fields.forEach((field, index) => {
      this.#take(space, clashes, field.name, { field, behind, index });
      for (const [name, inner] of this.#innerNames(field)) {
        this.#take(space, clashes, name, { field: inner.field, behind: behind ?? inner.behind, index });
      }
      if (definition.kind === "struct" && endingOf(field, this.#nesting.endings) !== "closed") behind ??= field.name;
    });
    this.#spaces.set(definition.name, space);
    this.#clashes.set(definition.name, clashes);
  }

  #take(space: Map<string, Named>, clashes: Clash[], name: string, named: Named): void {
    this.#family.spend(1);
    const other = space.get(name);
    if (other === undefined) space.set(name, named);
    // Within one own field the nested layout itself is to blame.
    else if (other.index !== named.index && this.#clash(other, named)) {
      clashes.push({ name, first: other.index, index: named.index });
    }
  }

  /** Records without a name may be numbered alike at different depths, unless both are unions: their bytes are keys. */
  #clash(first: Named, second: Named): boolean {
    if (!first.field.name.startsWith("@")) return true;
    return [first, second].every(
      ({ field }) => this.#family.layouts.get(field.layout ?? "")?.definition.kind === "union",
    );
  }

  #innerNames(field: FieldDefinition): Iterable<[string, Named]> {
    return field.anonymous === true ? (this.#spaces.get(field.layout ?? "") ?? []) : [];
  }

  /** Follows a dotted path from a layout. */
  find(layout: string, path: string): Found {
    let at = layout;
    let behind: string | undefined;
    const steps = path.split(".", mostLevels);
    for (const [step, name] of steps.entries()) {
      this.#family.spend(1);
      const space = this.#spaces.get(at);
      if (space === undefined) return undefined;
      const named = space.get(name);
      const place = quoted(at);
      if (named === undefined) {
        return () => `no field ${quoted(name)} in ${place}${this.#family.problems.suggestion(name, space.keys())}`;
      }
      behind ??= named.behind;
      if (step === steps.length - 1) return { ...named, behind };
      const { field } = named;
      if (field.layout === undefined) return () => `${quoted(name)} of ${place} has no fields`;
      if (field.count !== undefined || field.open !== undefined) return () => `${quoted(name)} of ${place} is an array`;
      at = field.layout;
    }
    return undefined;
  }
}
