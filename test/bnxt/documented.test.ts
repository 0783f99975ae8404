/** The examples of docs/bnxt.md: they are the files in documented/, and the files do what the page says. */
import { describe, expect, test } from "vitest";
import { toHex } from "../../src/bits/index.js";
import * as family from "../../src/bnxt/index.js";
import { type BnxtModel, scopePolicy, simulatedKernel } from "../../src/simulate/index.js";
import { exampleBodies, importedNames, pageText, shownBodies } from "../support/documented.js";
import { healthCheck } from "./documented/bytes.js";
import { versions } from "./documented/versions.js";

const page = pageText("docs/bnxt.md");
const { bnxt } = family;

describe("the page", () => {
  test.each(exampleBodies("bnxt"))("shows %s", (_, body) => {
    expect(shownBodies(page)).toContain(body);
  });

  test("imports what there is", () => {
    expect(importedNames(page, "fwctl-codec/bnxt").filter((name) => !Object.keys(family).includes(name))).toEqual([]);
  });

  test("names functions that there are", () => {
    const named = [...page.matchAll(/`([a-z]+[A-Z][A-Za-z]+)[(`]/g)].map(([, name = ""]) => name);
    expect(named.filter((name) => !Object.keys(family).includes(name))).toEqual([]);
  });

  test("counts what there is", () => {
    const { all, described } = family.allowedRequests(bnxt);
    expect(page).toContain(`All ${bnxt.commands.size} request types`);
    expect(page).toContain(`lets ${all.length} of them pass; the header describes ${described.length} of those`);
  });

  test("says right what each scope lets through", () => {
    const { all } = family.allowedRequests(bnxt);
    const names = (scope: number): string[] => all.filter((one) => one.scope === scope).map((one) => one.name);
    expect(names(2)).toEqual(["PORT_PHY_I2C_WRITE", "PORT_PHY_MDIO_WRITE"]);
    expect(names(0)).toEqual(
      expect.arrayContaining(["FW_RESET", "FUNC_RESET", "FW_SET_TIME", "NVM_FLUSH", "DBG_LOG_BUFFER_FLUSH"]),
    );
    expect(names(3)).toEqual([]);
  });
});

describe("the examples", () => {
  const layout = bnxt.layout("hwrm_ver_get_output");
  const zero = layout.decode(new Uint8Array(layout.bytes));
  const reply = layout.encode({
    ...zero,
    hwrm_intf_maj_8b: 1,
    hwrm_intf_min_8b: 10,
    hwrm_intf_upd_8b: 3,
    hwrm_intf_rsvd_8b: 151,
    hwrm_fw_maj_8b: 231,
    hwrm_fw_bld_8b: 162,
    hwrm_fw_name: "fw",
    active_pkg_name: "231.0.162.0",
    chip_num: 0x1750,
    chip_rev: 1,
  });
  const body = toHex(reply.subarray(8, reply.length - 1));
  const kernel = (more: Partial<NonNullable<BnxtModel["replies"]>[number]> = {}): ReturnType<typeof simulatedKernel> =>
    simulatedKernel({
      device: {
        driver: "bnxt",
        replies: [
          { req_type: 0, out: body, ...more },
          { req_type: bnxt.commands.get("FW_HEALTH_CHECK")?.opcode ?? 0, out: "abcd" },
        ],
      },
      policy: scopePolicy(bnxt),
    });

  test("versions, as the page prints them", async () => {
    const lines = await versions(kernel());
    const printed = lines.filter((line) => !/^(mgmt_fw|netctrl_fw|roce_fw) 0\.0\.0\.0$/.test(line));
    expect(page).toContain(printed.join("\n"));
  });

  test("a failure of the driver's own", async () => {
    expect(await versions(kernel({ errno: "ETIMEDOUT" }))).toEqual(["-ETIMEDOUT, delivery unknown"]);
  });

  test("bytes of a request that nobody has described", async () => {
    expect(toHex(await healthCheck(kernel())).slice(0, 4)).toBe("abcd");
  });
});
