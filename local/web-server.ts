/** Serves the app of examples/web with Vite, on 127.0.0.1 alone, with the local AWS for its endpoint. https://vite.dev/config/ */
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { localFolder } from "./local-aws";

export interface WebServerOptions {
  /** Folder with the app's amplify_outputs.json, which may come later. */
  readonly served: string;
  /** Where the local AWS is, such as http://127.0.0.1:40123. */
  readonly endpoint: string;
}

export interface WebServer {
  /** Such as http://127.0.0.1:5173/. */
  readonly url: string;
  /** What a browser calls the origin of its pages: by the number, or by name. */
  readonly origins: readonly string[];
  stop(): Promise<void>;
}

const root = join(__dirname, "..", "examples", "web");
const modules = join(__dirname, "..", "node_modules");

export async function startWebServer({ served, endpoint }: WebServerOptions): Promise<WebServer> {
  // An ECMAScript module alone.
  const { createServer } = await import("vite");
  const cacheDir = join(localFolder, "vite");
  const server = await createServer({
    root,
    configFile: false,
    publicDir: served,
    cacheDir,
    logLevel: "warn",
    clearScreen: false,
    define: { "import.meta.env.VITE_AWS_ENDPOINT_URL": JSON.stringify(endpoint) },
    // A port that is in use is not an error: the next one is tried.
    server: { host: "127.0.0.1", fs: { allow: [root, modules, cacheDir] } },
  });
  await server.listen();
  const address = server.httpServer?.address() as AddressInfo;
  const [url, byName] = ["127.0.0.1", "localhost"].map((host) => `http://${host}:${address.port}`);
  return {
    url: `${url}/`,
    origins: [url ?? "", byName ?? ""],
    stop: () => server.close(),
  };
}
