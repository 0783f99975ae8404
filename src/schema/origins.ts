/**
 * Where a reference looks: `self`, `parent` and `request` of each layout, as far as the family says. A layout may stand in
 * several places, so each origin is a set, and a path is right when it leads somewhere from one of them.
 */
import type { Reference } from "../layout/definition.js";
import { commandsOf, type Family, type LayoutEntry } from "./family.js";
import type { Nesting } from "./nesting.js";
import { quoted } from "./problems.js";
import type { Found, NameSpaces } from "./spaces.js";

interface Origins {
  /** The layout itself, or for a record without a name those it belongs to. */
  readonly self: ReadonlySet<string>;
  readonly parent: ReadonlySet<string>;
  readonly request: ReadonlySet<string>;
}

const none: Origins = { self: new Set(), parent: new Set(), request: new Set() };

export class OriginMap {
  readonly #family: Family;
  readonly #names: NameSpaces;
  readonly #origins = new Map<string, Origins>();

  constructor(family: Family, nesting: Nesting, names: NameSpaces) {
    this.#family = family;
    this.#names = names;
    const requests = requestsByResponse(family);
    for (const entry of [...nesting.order].reverse()) {
      this.#origins.set(entry.definition.name, this.#originsOf(entry, nesting, requests));
    }
  }

  /** Holders come before what they hold, so their origins are known. */
  #originsOf(
    { definition: { name } }: LayoutEntry,
    nesting: Nesting,
    requests: ReadonlyMap<string, readonly string[]>,
  ): Origins {
    const holders = nesting.holders.get(name) ?? [];
    const self = new Set<string>();
    const parent = new Set<string>();
    const request = new Set<string>(requests.get(name));
    if (holders.length === 0 || holders.some(({ anonymous }) => !anonymous)) self.add(name);
    for (const { entry, anonymous } of holders) {
      const around = this.#origins.get(entry.definition.name) ?? none;
      this.#merge(request, around.request);
      if (anonymous) this.#merge(self, around.self);
      else this.#merge(parent, around.self);
      // The arm of a union: the struct around it is the one that holds the union.
      if (anonymous || entry.definition.kind === "union") this.#merge(parent, around.parent);
    }
    return { self, parent, request };
  }

  #merge(into: Set<string>, from: ReadonlySet<string>): void {
    this.#family.spend(from.size + 1);
    for (const name of from) into.add(name);
  }

  /** Follows a reference of a layout. `undefined` when nothing in the family says where it looks. */
  find(layout: string, reference: Pick<Reference, "from" | "field">): Found {
    const from = reference.from ?? "self";
    const places = (this.#origins.get(layout) ?? none)[from];
    let first: Found;
    for (const place of places) {
      const found = this.#names.find(place, reference.field);
      if (typeof found !== "function") return found;
      first ??= found;
    }
    if (typeof first !== "function" || from === "self") return first;
    const reason = first;
    const where = from === "parent" ? "the structs around" : "the requests answered by";
    return places.size === 1
      ? reason
      : () => `none of ${where} ${quoted(layout)} has a field ${quoted(reference.field)}`;
  }
}

/** Request layouts by the response layout that answers them. */
function requestsByResponse(family: Family): Map<string, string[]> {
  const requests = new Map<string, string[]>();
  const add = (response: string | undefined, request: string | undefined): void => {
    if (response === undefined || request === undefined) return;
    const known = requests.get(response);
    if (known === undefined) requests.set(response, [request]);
    else known.push(request);
  };
  for (const checked of family.files) {
    for (const { command } of commandsOf(checked)) {
      add(command.response, command.request);
      for (const variant of command.variants ?? []) {
        add(variant.response ?? command.response, variant.request ?? command.request);
      }
    }
  }
  return requests;
}
