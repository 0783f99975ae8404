/** How bytes without a header are read: what the person named, looked up. */
import { type As, asNamed } from "../../reading/as.js";
import { UsageError } from "../../reading/usage-error.js";
import { isFwctlFault } from "../../src/fault/index.js";
import type { Knowledge } from "./knowledge.js";

export interface Settings {
  readonly as: As | undefined;
  /** Why the name could not be used. */
  readonly error: string | undefined;
}

export function settingsFor(knowledge: Knowledge, name: string | undefined): Settings {
  if (name === undefined || name.trim() === "") return { as: undefined, error: undefined };
  try {
    const options = { selected: new Map<string, string>(), hostOrder: undefined };
    return { as: asNamed(knowledge.known, name.trim(), options), error: undefined };
  } catch (error) {
    if (error instanceof UsageError) return { as: undefined, error: [error.message, ...error.hints].join(". ") };
    if (isFwctlFault(error)) return { as: undefined, error: error.message };
    throw error;
  }
}
