/** What an operator should know of a CXL exchange beyond its fields. */
import type { Exchange } from "../catalog/index.js";
import { type Note, note } from "../fault/index.js";
import type { StructValue } from "../layout/index.js";
import { dataFacts, replyFacts } from "./reply-notes.js";
import { requestFacts } from "./request-notes.js";

/** All notes of one exchange, request first. */
export function notesOf(
  exchange: Exchange,
  request: StructValue | undefined,
  response: StructValue | undefined,
): Note[] {
  const facts = [
    ...requestFacts(exchange, request !== undefined),
    ...replyFacts(exchange),
    ...dataFacts(exchange, response),
  ];
  return facts.map(note);
}
