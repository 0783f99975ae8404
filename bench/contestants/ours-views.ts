/** Reading in place: the loops around this library's views, the same for generated views and those made at run time. */
import { moveView, type View } from "../../src/layout/index.js";
import type { Sample } from "../sample.js";
import { featuresType, frameBytes, replyType, rpcType } from "../stream.js";
import type { Task } from "./contestant.js";
