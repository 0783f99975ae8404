export { bnxt } from "./family.js";
