import type { Contestant } from "./contestant.js";
export const contestant: Contestant = { name: "by-name", remarks: [], tasks: {} };
