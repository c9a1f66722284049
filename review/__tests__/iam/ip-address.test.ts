/** IP addresses and ranges of them, in each spelling. */
import { addressRange, ipAddress, isInRange } from "../../src/iam/ip-address";
import { NotModelled } from "../../src/iam/not-modelled";

test.each<[string, string, boolean]>([
  ["203.0.113.0/24", "203.0.113.255", true],
  ["203.0.113.0/24", "203.0.112.255", false],
  ["203.0.113.77/24", "203.0.113.1", true],
  ["203.0.113.7", "203.0.113.7", true],
  ["203.0.113.7/32", "203.0.113.6", false],
  ["203.0.113.6/31", "203.0.113.7", true],
  ["0.0.0.0/0", "255.255.255.255", true],
  ["128.0.0.0/1", "127.255.255.255", false],
  ["2001:db8::/32", "2001:db8:ffff::1", true],
  ["2001:db8::/32", "2001:db9::", false],
  ["2001:db8::1/128", "2001:DB8:0:0:0:0:0:1", true],
  ["2001:db8::1/128", "2001:db8::2", false],
  ["1:2:3:4:5:6:7:8/112", "1:2:3:4:5:6:7:ffff", true],
  ["1:2:3:4:5:6:7:8/112", "1:2:3:4:5:6:8:8", false],
  ["::/128", "0:0:0:0:0:0:0:0", true],
  ["1::/128", "1:0:0:0:0:0:0:0", true],
  ["::1/128", "0:0:0:0:0:0:0:1", true],
  ["1::8/128", "1:0:0:0:0:0:0:8", true],
  ["64:ff9b::1.2.3.4/128", "64:ff9b::102:304", true],
  ["1:2:3:4:5:6:1.2.3.4/128", "1:2:3:4:5:6:102:304", true],
  ["::/0", "203.0.113.1", false],
  ["0.0.0.0/0", "::1", false],
  ["::fffe:0:0/96", "::fffe:1:2", true],
])("%s has %s: %p", (range, address, expected) => {
  expect(isInRange(ipAddress(address), addressRange(range))).toBe(expected);
});

test.each([
  "203.0.113",
  "203.0.113.256",
  "fe80::1%eth0",
  "::ffff:203.0.113.1",
  "::ffff:cb00:7101",
  "0:0:0:0:0:ffff:0:0",
  "example.com",
  "",
])("%j is no address", (text) => {
  expect(() => ipAddress(text)).toThrow(NotModelled);
  expect(() => addressRange(`${text}/8`)).toThrow(NotModelled);
});

test.each([
  "203.0.113.0/33",
  "203.0.113.0/",
  "203.0.113.0/-1",
  "203.0.113.0/8.5",
  "203.0.113.0/0x8",
  "203.0.113.0/0008",
  "203.0.113.0/24/24",
  "203.0.113.0/255.255.255.0",
  "2001:db8::/129",
  "2001:db8::1",
  "",
])("%j is no range", (text) => {
  expect(() => addressRange(text)).toThrow(NotModelled);
});
