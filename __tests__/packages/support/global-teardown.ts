import { rmSync } from "node:fs";
import "./global-setup";

export default async function globalTeardown(): Promise<void> {
  const { folderOfConsumers: folder, localAwsOfConsumers: localAws } = globalThis;
  await localAws?.stop();
  if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
}
