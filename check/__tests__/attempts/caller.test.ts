/** By which host names AWS is asked. https://docs.aws.amazon.com/AmazonS3/latest/userguide/VirtualHosting.html */
import { ListObjectsV2Command } from "@aws-sdk/client-s3";
import { withEnvironment } from "../../../__tests__/support/answering-aws";
import { clientsOf, close } from "../../src/attempts/caller";

const credentials = { accessKeyId: "key", secretAccessKey: "secret", sessionToken: "session" };

const environment = { ...process.env };

beforeEach(() => {
  delete process.env.AWS_ENDPOINT_URL;
  delete process.env.AWS_ENDPOINT_URL_S3;
});

afterAll(() => {
  process.env = environment;
});

/** Where a list of the bucket "uploads" is asked for. */
async function addressOf(bucketRegion?: string): Promise<string> {
  const clients = clientsOf({ credentials }, "us-east-1", bucketRegion);
  let address = "";
  clients.s3.middlewareStack.add(
    () =>
      ({ request }) => {
        const { hostname, path } = request as { hostname: string; path: string };
        address = `${hostname}${path}`;
        return Promise.reject(new Error("not sent"));
      },
    { step: "finalizeRequest", priority: "low" },
  );
  await expect(clients.s3.send(new ListObjectsV2Command({ Bucket: "uploads" }))).rejects.toThrow("not sent");
  close(clients);
  return address;
}

test.each([
  ["AWS has a host name for each bucket", {}, undefined, "uploads.s3.us-east-1.amazonaws.com/"],
  ["in the bucket's own region", {}, "eu-west-1", "uploads.s3.eu-west-1.amazonaws.com/"],
  ["an endpoint for all of AWS has not", { AWS_ENDPOINT_URL: "http://aws.test" }, undefined, "aws.test/uploads/"],
  ["an endpoint for S3 has not", { AWS_ENDPOINT_URL_S3: "http://s3.test" }, undefined, "s3.test/uploads/"],
])("%s", async (_what, variables, region, address) => {
  expect(await withEnvironment(variables, () => addressOf(region))).toBe(address);
});
