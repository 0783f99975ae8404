import type { Contestant } from "./contestant.js";
export const contestant: Contestant = { name: "generated", remarks: [], tasks: {} };
