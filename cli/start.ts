/** What `npm start` runs: decodes the recording that ships with the package, or the files named on the command line. */
import { packageFile } from "./package-root.js";
import { main } from "./run.js";

const given = process.argv.slice(2);
const sample = packageFile("examples", "session.ndjson");
const files = given.length > 0 || sample === undefined ? given : [sample];
await main(["decode", ...files]);
