/** Synthesizes an app, `main.ts` unless told otherwise, as `npm run synth` does. */
import { mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { runProgram } from "./child-process";
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
  const { exitCode, stdout, stderr } = await runProgram(process.execPath, ["--import", "tsx", app], {
    cwd: join(__dirname, ".."),
    env: { ...withoutSettings(process.env), CDKTF_OUTDIR: outdir, NODE_NO_WARNINGS: "1" },
  });
  signal?.throwIfAborted();
  if (exitCode !== 0) throw new Error(`${app} could not be synthesized:\n${stderr || stdout}`);
  return join(outdir, "stacks", "identity-pool");
}
