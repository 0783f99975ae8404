/** What there is to know of errnos, as lists to read through. Questions about one are answered by `explainErrno`. */
import { allCauses, type ErrnoCause } from "./errno-causes.js";
import { allErrnos, type Errno } from "./errnos.js";

/** All errnos that this library names. */
export const errnos: readonly Errno[] = /* @__PURE__ */ allErrnos();

/** All conditions behind an errno, core first, in the order of the kernel's checks. */
export const errnoCauses: readonly ErrnoCause[] = /* @__PURE__ */ allCauses();
