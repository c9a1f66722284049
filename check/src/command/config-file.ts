/** Reads what an app knows of its pool: an `amplify_outputs.json`, as Amplify or the stack's output `client_config` writes it.
 *  https://docs.amplify.aws/react/reference/amplify_outputs/ */
import type { DeployedPool } from "../deployed-pool";
import { CouldNotBeTried } from "../problem";
import { readJsonObject } from "./json-file";

export interface ClientConfig {
  readonly pool: Partial<DeployedPool>;
  readonly bucket: { readonly bucketName?: string; readonly region?: string };
}

/** @throws CouldNotBeTried; no message quotes what the file holds */
export async function readClientConfig(file: string): Promise<ClientConfig> {
  const { auth, storage } = objectAt(await readJsonObject(file), file, ["auth", "storage"]);
  if (auth === undefined) throw new CouldNotBeTried(`${file} has no "auth": give an amplify_outputs.json`);
  const settings = new Settings(auth, file, "auth");
  const ofStorage = new Settings(storage ?? {}, file, "storage");
  return {
    pool: {
      region: settings.text("aws_region"),
      identityPoolId: settings.text("identity_pool_id"),
      userPoolId: settings.text("user_pool_id"),
      userPoolClientId: settings.text("user_pool_client_id"),
      allowUnauthenticatedIdentities: settings.flag("unauthenticated_identities_enabled"),
    },
    bucket: { bucketName: ofStorage.text("bucket_name"), region: ofStorage.text("aws_region") },
  };
}

function objectAt<K extends string>(value: object, file: string, keys: readonly K[]): Partial<Record<K, object>> {
  const found: Partial<Record<K, object>> = {};
  for (const key of keys) {
    const part = (value as Partial<Record<K, unknown>>)[key];
    if (typeof part === "object" && part !== null) found[key] = part;
    else if (part !== undefined) throw new CouldNotBeTried(`${file}: "${key}" must be an object`);
  }
  return found;
}

class Settings {
  constructor(
    private readonly values: object,
    private readonly file: string,
    private readonly path: string,
  ) {}

  text(name: string): string | undefined {
    return this.valueOf(name, (value): value is string => typeof value === "string" && value !== "", "a text");
  }

  flag(name: string): boolean | undefined {
    return this.valueOf(name, (value) => typeof value === "boolean", "true or false");
  }

  private valueOf<T>(name: string, isRight: (value: unknown) => value is T, rule: string): T | undefined {
    const value = (this.values as Record<string, unknown>)[name];
    if (value === undefined || isRight(value)) return value;
    throw new CouldNotBeTried(`${this.file}: ${this.path}.${name} must be ${rule}`);
  }
}
