/** The single page: one viewer that fills it and keeps its selection in the address. */
import { FwctlViewer } from "./fwctl-viewer.js";

const viewer = new FwctlViewer();
viewer.links = true;
document.body.append(viewer);
