/** Every format is recognised when it is dropped, and can be named otherwise. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { readCapture } from "../../src/capture/index.js";
import { writePcapng } from "../../src/capture/pcapng.js";
import {
  type Dropped,
  drop,
  dropAndRead,
  fieldRow,
  launch,
  listRow,
  openExample,
  openViewer,
  root,
  status,
} from "./support.js";

let browser: Browser;
let page: Page;
let complaints: readonly string[];

beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());
beforeEach(async () => {
  ({ page, complaints } = await openViewer(browser));
});
afterEach(async () => {
  expect(complaints).toEqual([]);
  await page.close();
});

const file = (path: string): string => readFileSync(join(root, path), "utf8");

const queryHcaCap = "0100 0000 0000 0002 0000 0000 0000 0000";
const segment = Uint8Array.of(0, 4, 0xff, 0xfe, 0, 0, 0, 0, 0, 0, 0, 0, 0x16, 0x20, 0x01, 0xec);

/** The example as a packet capture. */
function packets(): Uint8Array {
  const records = [...readCapture(file("examples/session.ndjson"))];
  return Buffer.concat([...writePcapng(records.filter((one) => one.kind === "rpc" || one.kind === "info"))]);
}

interface Sample {
  readonly format: string;
  readonly dropped: Dropped;
  /** Part of the first line of the list. */
  readonly line: string;
}

const samples: readonly Sample[] = [
  {
    format: "fwctl-capture",
    dropped: { name: "session.ndjson", content: file("examples/session.ndjson") },
    line: "mlx5 QUERY_HCA_CAP (ETHERNET_OFFLOADS, max)",
  },
  {
    format: "kernel-log",
    dropped: { name: "dmesg.txt", content: file("test/vectors/capture/dmesg_0_data.txt") },
    line: "mlx5 INIT2RTR_QP",
  },
  {
    format: "kernel-log",
    dropped: {
      name: "errors.txt",
      content:
        "[  920.711591] mlx5_core 0000:08:00.0: mlx5_cmd_out_err:808:(pid 1812): ACCESS_REG(0x805) op_mod(0x1) failed, status bad parameter(0x3), syndrome (0x1b1f2), err(-22)\n",
    },
    line: "BAD_PARAM_ERR (0x3), syndrome 0x1b1f2, EINVAL",
  },
  {
    format: "cxl-trace",
    dropped: {
      name: "trace.txt",
      content:
        "  cxl-1 [000] 12.5: cxl_general_media: memdev=mem0 host=0000:38:00.0 serial=0 log=Informational : time=1 uuid=fbcd0a77-c260-417f-85a9-088b1621eba6 len=128 flags='' handle=1 related_handle=0 maint_op_class=0 : dpa=1000 dpa_flags=''\n",
    },
    line: "cxl cxl_general_media",
  },
  {
    format: "hex",
    dropped: { name: "dump.xxd", content: `00000000: ${queryHcaCap}  ................\n` },
    line: "bytes (xxd)",
  },
  { format: "pcapng", dropped: { name: "session.pcapng", content: packets() }, line: "mlx5 QUERY_HCA_CAP" },
  {
    format: "hex",
    dropped: { name: "dump.c", content: "static const u8 in[] = { 0x01, 0x00, 0x00, 0x00 };\n" },
    line: "bytes (C array)",
  },
  { format: "resource-dump", dropped: { name: "dump.bin", content: segment }, line: "resource dump" },
  {
    format: "resource-dump-text",
    dropped: {
      name: "dump.txt",
      content:
        "Found 1 segments:\n-----\nSegment Type: 0xfffe\nSegment Size: 16 Bytes\nSegment Data:\n0x0004FFFE 0x00000000 0x00000000 0x162001EC\n",
    },
    line: "resource dump",
  },
  {
    format: "devlink",
    dropped: {
      name: "health.json",
      content:
        '{"dump":{"pci/0000:08:00.0":{"crdump_data":[1,2,3,4],"fw traces":[{"timestamp":1,"lost":"false","event_id":7,"msg":"a trace"}]}}}',
    },
    line: "",
  },
  {
    format: "strace",
    dropped: {
      name: "trace.log",
      content: "12:00:01.5 ioctl(3</dev/fwctl/fwctl0>, FWCTL_RPC, 0x7ffc0) = -1 EBADMSG (Bad message) <0.0004>\n",
    },
    line: "EBADMSG",
  },
  {
    format: "raw",
    dropped: { name: "cap.bin", content: Uint8Array.of(1, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0x81) },
    line: "bytes (raw)",
  },
];

describe("dropping a file", () => {
  test.each(samples)("$format: $dropped.name", async ({ format, dropped, line }) => {
    await dropAndRead(page, dropped);
    expect(await page.locator("#format option:checked").textContent()).toContain(format);
    await expect.poll(() => listRow(page, 0).textContent()).toContain(line);
  });

  test("a format can be named instead of the one that was found", async () => {
    await dropAndRead(page, { name: "session.ndjson", content: file("examples/session.ndjson") });
    await page.locator("#format").selectOption("raw");
    await page.getByText("1 record", { exact: false }).first().waitFor();
    await expect.poll(() => listRow(page, 0).textContent()).toContain("bytes (raw)");
  });

  test("bytes get a struct by name", async () => {
    await dropAndRead(page, { name: "dump.xxd", content: `00000000: ${queryHcaCap}\n` });
    await page.locator("#as").fill("QUERY_HCA_CAP:in");
    await page.locator("#as").press("Enter");
    await fieldRow(page, "op_mod").waitFor();
    expect(await fieldRow(page, "op_mod").textContent()).toContain("ETHERNET_OFFLOADS, max");
  });

  test("a name that is none is answered with the nearest ones", async () => {
    await dropAndRead(page, { name: "dump.xxd", content: `00000000: ${queryHcaCap}\n` });
    await page.locator("#as").fill("query_hca_cap_ni");
    await page.locator("#as").press("Enter");
    await page.locator(".fault-line").waitFor();
    expect(await page.locator(".fault-line").textContent()).toContain("query_hca_cap_in");
  });
});

describe("other ways in", () => {
  test("text is pasted into the dialog", async () => {
    await page.getByRole("button", { name: "Paste…", exact: true }).click();
    await page.locator("#pasted").fill(file("test/vectors/capture/dmesg_0_data.txt"));
    await page.locator("#paste").getByRole("button", { name: "Open" }).click();
    await expect.poll(() => listRow(page, 0).textContent()).toContain("INIT2RTR_QP");
  });

  test("text is pasted anywhere", async () => {
    await page.evaluate((text) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData("text/plain", text);
      document.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true }));
    }, `00000000: ${queryHcaCap}\n`);
    await expect.poll(() => listRow(page, 0).textContent()).toContain("bytes (xxd)");
  });

  test("the example is built in", async () => {
    await openExample(page);
    await expect.poll(() => listRow(page, 7).textContent()).toContain("EINVAL");
  });
});

describe("a private schema", () => {
  const schema = JSON.stringify({
    family: "acme",
    order: "le",
    source: { header: "acme.h", revision: "3", license: "MIT" },
    enums: { acme_op: { values: { PING: 1, RESET: 2 } } },
    structs: {
      ping_in: {
        bits: 64,
        fields: [
          { name: "opcode", bits: 32, enum: "acme_op" },
          { name: "token", bits: 32 },
        ],
      },
      ping_out: {
        bits: 64,
        fields: [
          { name: "status", bits: 32 },
          { name: "token", bits: 32 },
        ],
      },
    },
    commands: { PING: { opcode: 1, request: "ping_in", response: "ping_out" } },
  });
  const capture = '{"v":1,"ioctl":"rpc","deviceType":77,"scope":0,"in":"0100000039050000","out":"0000000039050000"}\n';

  test("takes effect at once, on what is open", async () => {
    await dropAndRead(page, { name: "acme.ndjson", content: capture });
    expect(await listRow(page, 0).textContent()).not.toContain("PING");
    await drop(page, { name: "acme.json", content: schema });
    await page.locator(".chip summary").click();
    await page.locator(".device-type").fill("77");
    await page.locator(".device-type").press("Enter");
    await expect.poll(() => listRow(page, 0).textContent()).toContain("acme PING");
    await fieldRow(page, "token").first().click();
    expect(await status(page).textContent()).toContain("acme.json: acme.h, 3");
  });

  test("one with mistakes is refused with a pointer to each", async () => {
    await drop(page, { name: "broken.json", content: schema.replace('"bits":64', '"bits":60') });
    await openExample(page);
    const chip = page.locator(".chip.bad");
    await chip.locator("summary").click();
    expect(await chip.textContent()).toContain("ping_in");
  });
});
