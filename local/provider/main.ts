/** The provider's process: `node --import tsx local/provider/main.ts --endpoint URL [--region REGION]`.
 *  Prints one line of JSON with the port once it serves. It ends when its standard input does, so that it never outlives the
 *  process that started it, however that one ended. */
import { parseArgs } from "node:util";
import { emulatorClients } from "./aws/aws";
import { listen } from "./wire/server";

async function main(): Promise<void> {
  const { AWS_ENDPOINT_URL, AWS_REGION, AWS_DEFAULT_REGION } = process.env;
  const { values } = parseArgs({ options: { endpoint: { type: "string" }, region: { type: "string" } } });
  const endpoint = values.endpoint ?? AWS_ENDPOINT_URL;
  if (!endpoint) throw new Error("say where the emulator is: --endpoint http://127.0.0.1:PORT, or AWS_ENDPOINT_URL");
  // An empty variable is as good as none: shells and CI files leave them behind.
  const defaultRegion = [values.region, AWS_REGION, AWS_DEFAULT_REGION].find((region) => region) ?? "us-east-1";

  const server = await listen({ defaultRegion, clientsOf: emulatorClients(endpoint) });
  const end = () => {
    server.close();
    process.exit(0);
  };
  process.on("SIGTERM", end);
  process.on("SIGINT", end);
  process.stdin.on("end", end).on("close", end).resume();
  process.stdout.write(`${JSON.stringify({ port: server.port })}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
