import { describe, expect, test } from "vitest";
import { mlx5 } from "../../src/mlx5/index.js";
import { registerNamed } from "../../src/mlx5/register-layout.js";
import { mlx5Registers } from "../../src/mlx5/registers.js";

const family = mlx5.with(mlx5Registers);

describe("a register is found by the names of every source, in any case", () => {
  /** The first and the last of the kernel's enumeration; no registers. */
  const bounds = ["IDS_FIRST", "LAST_ENUM"];

  test.each([
    ["DCBX_APP", 0x4021],
    ["NODE_DESC", 0x6001],
    ["HOST_ENDIANNESS", 0x7004],
    ["MNVDA", 0x9024],
    ["TRUST_LEVEL", 0xc007],
    ["NIC_CAP_REG", 0xc00d],
    ["Resource_dump_registers", 0xc000],
    ["loopback_control_register", registerNamed(family, "Loopback_Control_Register").id],
    ["ptys~ADB", 0x5004],
  ])("%s finds its register", (name, id) => {
    expect(registerNamed(family, name).id).toBe(id);
  });

  test("each label that a grid shows for a register id finds that register", () => {
    const labels = Object.entries(family.enumeration("register_id")?.values ?? {});
    const others = labels.filter(([label, id]) => !bounds.includes(label) && registerNamed(family, label).id !== id);
    expect([others, labels.length > 70]).toEqual([[], true]);
  });
});
