/** What a layout asks of the request: one decoded request for each answer its selectors know. */
import type { Layout, LayoutDefinition, Selector } from "../../src/layout/index.js";

/** Requests that reach every arm chosen by a request, and none at all. */
export function requestsFor(layout: Layout<object>): (object | undefined)[] {
  const requests: (object | undefined)[] = [undefined];
  for (const selector of selectorsOf(layout.definition)) addRequests(requests, selector);
  return requests;
}

function selectorsOf(definition: LayoutDefinition): Selector[] {
  return definition.fields.flatMap((field) => [
    ...(field.select === undefined ? [] : [field.select]),
    ...(field.open?.runs ?? []).map((run) => run.select),
  ]);
}

function addRequests(requests: (object | undefined)[], selector: Selector, around: object = {}): void {
  if (typeof selector === "string") return;
  if (isList(selector)) {
    for (const one of selector) addRequests(requests, one, around);
    return;
  }
  for (const [key, next] of Object.entries(selector.map)) {
    const value = /^\d+$/.test(key) ? Number(key) * 2 ** (selector.shift ?? 0) : key;
    const request = selector.from === "request" ? placed(around, selector.field.split("."), value) : around;
    if (selector.from === "request") requests.push(request);
    addRequests(requests, next, request);
  }
}

const isList = (selector: Selector): selector is readonly Selector[] => Array.isArray(selector);

function placed(around: object, path: readonly string[], value: unknown): object {
  const [first = "", ...rest] = path;
  const inner = Object.entries(around).find(([name]) => name === first)?.[1];
  const next =
    rest.length === 0 ? value : placed(typeof inner === "object" && inner !== null ? inner : {}, rest, value);
  return { ...around, [first]: next };
}
