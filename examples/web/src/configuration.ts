/** What the app knows of its back end: amplify_outputs.json, which `terraform output -json client_config` writes.
 *  https://docs.amplify.aws/react/reference/amplify_outputs/ */
import { Amplify } from "aws-amplify";
import { parseAmplifyConfig } from "aws-amplify/utils";
import { ShownProblem } from "./problems";

export interface Bucket {
  readonly name: string;
  readonly region: string;
}

/** Another place than AWS, such as an emulator: http://127.0.0.1:4566. For the user pool, the identity pool and the bucket. */
export const endpoint: string | undefined = import.meta.env.VITE_AWS_ENDPOINT_URL as string | undefined;

const FILE = "amplify_outputs.json";
const HOW = `Write it with: terraform output -json client_config > public/${FILE}`;

/** Reads the file and sets Amplify up.
 *  @throws ShownProblem if it is not there, or lacks something that the app needs */
export async function configure(): Promise<Bucket> {
  const outputs = await read();
  const { Auth, Storage, ...others } = parseAmplifyConfig(outputs);
  const { userPoolId, userPoolClientId, identityPoolId } = Auth?.Cognito ?? {};
  const { bucket: name, region } = Storage?.S3 ?? {};
  if (!userPoolId || !userPoolClientId || !identityPoolId || !name || !region) {
    const settings = {
      "auth.user_pool_id": userPoolId,
      "auth.user_pool_client_id": userPoolClientId,
      "auth.identity_pool_id": identityPoolId,
      "storage.bucket_name": name,
      "storage.aws_region": region,
    };
    const missing = Object.entries(settings).flatMap(([setting, value]) => (value ? [] : [setting]));
    throw new ShownProblem(`${FILE} lacks ${missing.join(", ")}. ${HOW}`);
  }
  const endpoints = endpoint === undefined ? {} : { userPoolEndpoint: endpoint, identityPoolEndpoint: endpoint };
  const Cognito = { ...Auth?.Cognito, userPoolId, userPoolClientId, identityPoolId, ...endpoints };
  Amplify.configure({ ...others, Auth: { Cognito } });
  return { name, region };
}

type Outputs = Parameters<typeof parseAmplifyConfig>[0];

async function read(): Promise<Outputs> {
  const response = await fetch(`/${FILE}`, { cache: "no-store" });
  // A server of a single page app answers with the page for whatever it does not have.
  const isJson = response.headers.get("content-type")?.includes("json");
  if (!response.ok || !isJson) throw new ShownProblem(`There is no ${FILE} yet. ${HOW}`);
  try {
    return (await response.json()) as Outputs;
  } catch {
    throw new ShownProblem(`${FILE} is not JSON. ${HOW}`);
  }
}
