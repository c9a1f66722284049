"""Makes a folder from which Terraform installs the AWS provider, in the versions that are named: packages of the right names that
hold no provider. https://developer.hashicorp.com/terraform/cli/config/config-file#filesystem_mirror"""

import os
import sys
import zipfile

HOSTS = ["registry.terraform.io", "registry.opentofu.org"]


def main(folder, platforms, versions):
    for host in HOSTS:
        packages = os.path.join(folder, host, "hashicorp", "aws")
        os.makedirs(packages)
        for version in versions:
            for platform in platforms:
                write(os.path.join(packages, f"terraform-provider-aws_{version}_{platform}.zip"), version, platform)


def write(path, version, platform):
    # The same bytes at every time.
    program = zipfile.ZipInfo(f"terraform-provider-aws_v{version}", (2020, 1, 1, 0, 0, 0))
    program.external_attr = 0o755 << 16
    with zipfile.ZipFile(path, "w") as package:
        package.writestr(program, f"#!/bin/sh\necho no provider: {version} {platform} >&2\nexit 1\n")


main(sys.argv[1], sys.argv[2].split(","), sys.argv[3].split(","))
