export { pds } from "./family.js";
