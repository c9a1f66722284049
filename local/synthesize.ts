/** Synthesizes an app, `main.ts` unless told otherwise, as `npm run synth` does. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { text } from "node:stream/consumers";
import { withoutSettings } from "./terraform";

export interface SynthesizeOptions {
  /** Folder for the output. The stack's local state lies beside it. */
  readonly outdir: string;
  /** The app's file, from the project's folder.
   *  @default "main.ts" */
  readonly app?: string;
  readonly signal?: AbortSignal;
}

/** The folder of the synthesized stack. */
export async function synthesize({ outdir, app = "main.ts", signal }: SynthesizeOptions): Promise<string> {
  signal?.throwIfAborted();
  // CDKTF makes the last folder of the path, and not those above it.
  mkdirSync(dirname(outdir), { recursive: true });
  const project = join(__dirname, "..");
  const child = spawn(process.execPath, ["--import", "tsx", app], {
    cwd: project,
    env: { ...withoutSettings(process.env), CDKTF_OUTDIR: outdir, NODE_NO_WARNINGS: "1" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const [stdout, stderr, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, "close") as Promise<[number | null]>,
  ]);
  signal?.throwIfAborted();
  if (code !== 0) throw new Error(`${app} could not be synthesized:\n${stderr || stdout}`);
  return join(outdir, "stacks", "identity-pool");
}
