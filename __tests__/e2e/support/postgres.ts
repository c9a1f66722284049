/** A PostgreSQL server for the tests of a file: private, on 127.0.0.1 and a free port, with a password. */
import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { answers, within } from "./processes";

export interface Postgres {
  readonly port: number;
  readonly user: string;
  readonly password: string;
  stop(): Promise<void>;
}

/** The folder of `initdb` and `postgres`, which Debian keeps off the PATH; none where PostgreSQL is not installed. */
export function postgresBinaries(): string | undefined {
  const versions = "/usr/lib/postgresql";
  const ofDebian = existsSync(versions)
    ? readdirSync(versions)
        .sort((a, b) => Number(b) - Number(a))
        .map((version) => join(versions, version, "bin"))
    : [];
  const folders = [...(process.env.PATH ?? "").split(":"), ...ofDebian];
  return folders.find((folder) => existsSync(join(folder, "initdb")) && existsSync(join(folder, "postgres")));
}

/** PostgreSQL does not run as root: it runs as this user then. */
function owner(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const [, , uid, gid] = /^nobody:.*$/m.exec(readFileSync("/etc/passwd", "utf8"))?.[0].split(":") ?? [];
  return { uid: Number(uid), gid: Number(gid) };
}

export async function startPostgres(binaries: string): Promise<Postgres> {
  const folder = mkdtempSync(join(tmpdir(), "identity-pool-postgres-"));
  const password = "not-to-be-found-in-any-file";
  const user = "terraform";
  const as = owner();
  const data = join(folder, "data");
  const passwordFile = join(folder, "password");
  mkdirSync(data, { mode: 0o700 });
  writeFileSync(passwordFile, password, { mode: 0o600 });
  chmodSync(folder, 0o700);
  if (as !== undefined) for (const path of [folder, data, passwordFile]) chownSync(path, as.uid, as.gid);
  await promisify(execFile)(
    join(binaries, "initdb"),
    [
      "-D",
      data,
      "-U",
      user,
      "--auth=scram-sha-256",
      `--pwfile=${passwordFile}`,
      "--no-sync",
      "-E",
      "UTF8",
      "--locale=C",
    ],
    { ...as, cwd: folder },
  );
  const port = await freePort();
  const settings = ["listen_addresses=127.0.0.1", "unix_socket_directories=", "fsync=off", `port=${port}`];
  // The shell's standard input ends with this process, however that ends, and the server and its folder with the shell.
  const child = spawn(
    "/bin/sh",
    [
      "-c",
      `"$0" -D "$1" ${settings.map((setting) => `-c ${setting}`).join(" ")} & server=$!
       cat > /dev/null; kill -INT $server; wait $server; rm -rf "$2"`,
      join(binaries, "postgres"),
      data,
      folder,
    ],
    { ...as, cwd: folder, stdio: ["pipe", "ignore", "ignore"], detached: true },
  );
  const stop = async () => {
    if (child.exitCode === null) {
      const ended = once(child, "exit");
      child.stdin.end();
      await ended;
    }
    rmSync(folder, { recursive: true, force: true });
  };
  if (!(await within(20, () => answers("127.0.0.1", port)))) {
    await stop();
    throw new Error("PostgreSQL did not start");
  }
  return { port, user, password, stop };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}
