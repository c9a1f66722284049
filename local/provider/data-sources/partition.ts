/** aws_partition: the partition of the provider's region. */
import type { DataSource } from "./data-source";

export const partition: DataSource = {
  type: "aws_partition",

  read(_config, { partition: { id, dnsSuffix, reverseDnsPrefix } }) {
    return { id, partition: id, dns_suffix: dnsSuffix, reverse_dns_prefix: reverseDnsPrefix };
  },
};
