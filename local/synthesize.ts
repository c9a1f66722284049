/** Synthesizes an app, `main.ts` unless told otherwise, as `npm run synth` does. */
import { mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { runProgram } from "./child-process";
import { Problem } from "../commands/problem";
import { withoutSettings } from "./terraform";

const project = join(__dirname, "..");
const tsx = pathToFileURL(require.resolve("tsx")).href;

export interface SynthesizeOptions {
  /** Folder for the output. The stack's local state lies beside it. */
  readonly outdir: string;
  /** The app's file, from the project's folder.
   *  @default "main.ts" */
  readonly app?: string;
  /** The id of its stack.
   *  @default "identity-pool" */
  readonly stack?: string;
  /** Folder that the app runs in. A stack that names no backend has its state there.
   *  @default the project's */
  readonly folder?: string;
  readonly signal?: AbortSignal;
}

/** The folder of the synthesized stack. */
export async function synthesize(options: SynthesizeOptions): Promise<string> {
  const { outdir, app = "main.ts", stack = "identity-pool", folder = project, signal } = options;
  signal?.throwIfAborted();
  // CDKTF makes the last folder of the path, and not those above it.
  mkdirSync(dirname(outdir), { recursive: true });
  const { exitCode, stdout, stderr } = await runProgram(process.execPath, ["--import", tsx, join(project, app)], {
    cwd: folder,
    env: {
      ...withoutSettings(process.env),
      CDKTF_OUTDIR: outdir,
      NODE_NO_WARNINGS: "1",
      // The package's name stands for its sources there.
      TSX_TSCONFIG_PATH: join(project, "tsconfig.json"),
    },
  });
  signal?.throwIfAborted();
  if (exitCode !== 0) throw new Problem(`${app} could not be synthesized:\n${stderr || stdout}`);
  return join(outdir, "stacks", stack);
}
