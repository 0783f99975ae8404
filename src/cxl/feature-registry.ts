/**
 * Features that the kernel does not describe: a vendor's UUIDs with the records of their data. An extension of the family, so
 * that decoding, inspecting and encoding all know them.
 */
import { uuidBytes } from "../bits/index.js";
import type { Definitions, FamilyExtension } from "../catalog/index.js";
import { FwctlFault } from "../fault/index.js";
import type { EnumDefinition, FieldDefinition, LayoutDefinition, Selector } from "../layout/index.js";
import type { FeatureDescription, FeatureRegistry } from "./features.js";

/** Where the records stand: a schema loaded at run time is one, and so is any pair of maps. */
export interface FeatureRecords {
  readonly layouts: ReadonlyMap<string, { readonly definition: LayoutDefinition }>;
  readonly enums?: ReadonlyMap<string, EnumDefinition> | undefined;
}

/** A vendor's features: an extension for `cxl.with`, and a registry for `featureInWords`. */
export interface FeatureRegistration extends FamilyExtension {
  readonly features: FeatureRegistry;
}

const noRecords: FeatureRecords = { layouts: new Map() };

/** The open-ended arrays in which a feature's data stand, by layout: whether they are read or written. */
const dataFields: ReadonlyMap<string, "read" | "write"> = /* @__PURE__ */ new Map([
  ["fwctl_rpc_cxl_out.@0", "read"],
  ["get_feature_out", "read"],
  ["cxl_mbox_set_feat_in", "write"],
]);

/**
 * Registers features by UUID. A feature that is known already gets the new description.
 *
 * @param records the layouts that the descriptions name; those of the family itself need not be given.
 * @example
 * const acme = loadSchema(JSON.parse(text));
 * const family = cxl.with(featureRegistry("acme", { [uuid]: { name: "fan curve", read: "acme_fan_rd", write: "acme_fan_wr" } }, acme));
 * @throws FwctlFault `kind` for a key that is no uuid, `duplicate` for one that stands twice.
 */
export function featureRegistry(
  name: string,
  features: Readonly<Record<string, FeatureDescription>> | FeatureRegistry,
  records: FeatureRecords = noRecords,
): FeatureRegistration {
  const registry = checkedRegistry(features instanceof Map ? features : new Map(Object.entries(features)));
  return {
    name,
    features: registry,
    definitions: definitionsOf(records),
    extend: (definition) => withRecords(definition, registry),
  };
}

function checkedRegistry(features: FeatureRegistry): FeatureRegistry {
  const registry = new Map<string, FeatureDescription>();
  for (const [key, description] of features) {
    const uuid = key.toLowerCase();
    if (uuidBytes(uuid) === undefined) {
      throw new FwctlFault({ code: "kind", path: "featureRegistry", expected: "a uuid", received: key.slice(0, 64) });
    }
    if (registry.has(uuid)) throw new FwctlFault({ code: "duplicate", path: uuid, what: "is described twice" });
    registry.set(uuid, description);
  }
  return registry;
}

function definitionsOf({ layouts, enums = new Map() }: FeatureRecords): Definitions {
  return {
    names: () => layouts.keys(),
    definition: (name) => layouts.get(name)?.definition,
    enumeration: (name) => enums.get(name),
    enumerations: () => enums.keys(),
    commands: [],
    registers: [],
  };
}

/** The same definition, whose selector by uuid knows the registered features too. */
function withRecords(definition: LayoutDefinition, registry: FeatureRegistry): LayoutDefinition {
  const direction = dataFields.get(definition.name);
  if (direction === undefined) return definition;
  const added: { [uuid: string]: string } = {};
  for (const [uuid, description] of registry) {
    const record = description[direction];
    if (record !== undefined) added[uuid] = record;
  }
  const extended = (field: FieldDefinition): FieldDefinition =>
    field.select === undefined ? field : { ...field, select: withUuids(field.select, added) };
  return { ...definition, fields: definition.fields.map(extended) };
}

/** Adds to every map of a selector that is keyed by a uuid. */
function withUuids(selector: Selector, added: { readonly [uuid: string]: string }): Selector {
  if (typeof selector === "string") return selector;
  if (isList(selector)) return selector.map((one) => withUuids(one, added));
  const { map, else: other, ...test } = selector;
  const inner = Object.entries(map).map(([key, next]): [string, Selector] => [key, withUuids(next, added)]);
  return {
    ...test,
    map: { ...Object.fromEntries(inner), ...(/(^|\.)uuid$/.test(test.field) ? added : {}) },
    ...(other === undefined ? {} : { else: withUuids(other, added) }),
  };
}

function isList(selector: Selector): selector is readonly Selector[] {
  return Array.isArray(selector);
}
