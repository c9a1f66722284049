/** Starts the local AWS once for all end-to-end tests. Where a tool is missing they are skipped, and with CI=true they fail. */
import { startLocalAws, type LocalAws } from "../../../local/local-aws";
import { terraformVersion } from "../../../local/terraform";
import { Unavailable } from "../../../local/unavailable";
import { passToTests } from "./shared";

declare global {
  var startedLocalAws: LocalAws | undefined;
}

export default async function globalSetup(): Promise<void> {
  // Advice for whoever keeps this project on Node 20, and no test's result.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";
  try {
    await findBinaries();
    const onInstall = () => {
      process.stderr.write("Installing the emulator for the end-to-end tests, once ...\n");
    };
    globalThis.startedLocalAws = await startLocalAws({ onInstall });
    const { endpoint, region, terraformEnv } = globalThis.startedLocalAws;
    passToTests({ endpoint, region, terraformEnv });
  } catch (error) {
    // Who lists several binaries wants to know of each.
    const mustRun = process.env.CI === "true" || binaries().length > 1;
    if (!(error instanceof Unavailable) || mustRun) throw error;
    process.stderr.write(`The end-to-end tests are skipped. ${error.message}\n`);
    passToTests({ skipped: error.message });
  }
}

function binaries(): string[] {
  return process.env.TERRAFORM_BINARIES?.split(",") ?? [];
}

async function findBinaries(): Promise<void> {
  const { TERRAFORM_BINARY_NAME: usual } = process.env;
  for (const binary of binaries()) {
    process.env.TERRAFORM_BINARY_NAME = binary;
    await terraformVersion();
  }
  if (usual === undefined) delete process.env.TERRAFORM_BINARY_NAME;
  else process.env.TERRAFORM_BINARY_NAME = usual;
}
