import { bodies, construct, l1s } from "../../bench/pools";

test("the L1s that the construct is measured against are what it makes", () => {
  expect(bodies(l1s)).toBe(bodies(construct));
});
