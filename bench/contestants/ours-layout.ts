import type { Contestant } from "./contestant.js";
export const contestant: Contestant = { name: "layout", remarks: [], tasks: {} };
