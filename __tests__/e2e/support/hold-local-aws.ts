/** Runs the local AWS until it is told to stop: the process that a test kills. Its argument is the emulator's state folder. */
import { Lifetime } from "../../../local/lifetime";
import { startLocalAws } from "../../../local/local-aws";

void Lifetime.run(async (lifetime) => {
  const { signal } = lifetime;
  const localAws = await startLocalAws({ stateFolder: process.argv[2], signal });
  lifetime.atEnd(() => localAws.stop());
  const { endpoint, terraformEnv } = localAws;
  process.stdout.write(`${JSON.stringify({ endpoint, provider: terraformEnv.TF_REATTACH_PROVIDERS })}\n`);
  const forEver = setInterval(() => undefined, 60_000);
  await new Promise((resolve) => {
    signal.addEventListener("abort", resolve);
  });
  clearInterval(forEver);
}, String);
