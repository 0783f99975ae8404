export { cxl } from "./family.js";
