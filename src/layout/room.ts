/** How much room a value takes whose open-ended arrays are still to come: what to offer for a reply before it is there. */
import { dataView } from "../bits/index.js";
import { elementsOf } from "./elements.js";
import type { DecodeContext, Layout } from "./layout.js";
import { innerScope, rootScope, type Scope } from "./scope.js";

/**
 * Bytes of a layout when each open-ended array has as many elements as the fixed part counts, and one where it counts none.
 *
 * @param bytes the fixed part, with the fields that count.
 * @param elements instead of what is counted.
 */
export function roomFor(layout: Layout<object>, bytes: Uint8Array, elements?: number, context?: DecodeContext): number {
  const scope = rootScope(layout.plan, dataView(bytes), 0, bytes.length, context);
  return Math.ceil((layout.bits + openBits(scope, elements)) / 8);
}

/** Bits of the open-ended arrays of a struct, and of the structs in it. What arms of unions take nobody knows yet. */
function openBits(scope: Scope, elements: number | undefined): number {
  if (!scope.plan.open || scope.plan.union) return 0;
  return scope.plan.fields.reduce((sum, field) => {
    const bit = scope.start + field.offset;
    if (field.open) {
      const { stated, stride } = elementsOf(scope, field, bit, scope.end);
      return sum + (elements ?? Math.max(stated ?? 0, 1)) * stride;
    }
    if (field.nested === undefined || field.count >= 0) return sum;
    return sum + openBits(innerScope(scope, field, field.nested.plan, bit, scope.end), elements);
  }, 0);
}
