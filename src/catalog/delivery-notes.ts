/** What is said of an errno that leaves open whether the command ran. A reply that leaves it open is its family's to word. */
import { type Note, note } from "../fault/index.js";
import type { Delivery, Exchange } from "./protocol.js";

/** What an operator should do where nobody knows whether a command ran. */
export const readBack: string = "Read the state back before trying again.";

/** True when the ioctl returned an errno. */
export const failed = ({ errno }: Exchange): boolean => errno !== undefined && errno !== 0;

export function deliveryNotes(exchange: Exchange, delivery: Delivery | undefined, command: string): Note[] {
  if (!failed(exchange) || delivery?.outcome !== "unknown") return [];
  const what = "delivery unknown, the errno does not tell whether the command ran";
  return [note({ code: "transport", path: command, what, remedy: readBack })];
}
