/** The arms a selector can give. */
import { selectorArms } from "../layout/arms.js";
import type { Selector } from "../layout/index.js";

/** Every arm, once, in the order stated: members of a union, or layouts (`name[]` for an array of them). */
export const selectedNames = (selector: Selector | undefined): string[] => [...new Set(selectorArms(selector))];
