/** What the deployed pool's users can do, tried: two of them sign in, and each request is one of the AWS SDK's, signed with the
 *  credentials that the pool gave. */
import { CognitoIdentityClient, DeleteIdentityPoolCommand } from "@aws-sdk/client-cognito-identity";
import {
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { emulatorCredentials } from "./local-aws";
import type { SampleUserPool } from "./sample-user-pool";
import { loginsOf, sessionOf, signIn, type Place, type Session } from "./sign-in";

/** One thing that was tried. */
export interface Attempt {
  readonly who: string;
  readonly what: string;
  readonly whose: string;
  /** "done", or AWS's refusal by its name. */
  readonly answer: string;
}

export interface DeployedPool {
  readonly identityPoolId: string;
  /** The bucket that users upload to. */
  readonly bucket: string;
}

/** Ada uploads a file and reads it, Bob goes after it and after the pool, and a guest asks for credentials. */
export async function tryAsUsers(
  place: Place,
  userPool: SampleUserPool,
  { identityPoolId, bucket }: DeployedPool,
): Promise<Attempt[]> {
  const sessionFor = async (username: string): Promise<Session> =>
    sessionOf(place, identityPoolId, loginsOf(place, userPool, await signIn(place, userPool, username)));
  const ada = await sessionFor("ada");
  const bob = await sessionFor("bob");
  // Named as the guide's app names its uploads.
  const file = { Bucket: bucket, Key: `${ada.identityId}-1538-photo.jpg` };

  await createBucket(place, bucket);
  const adasFiles = s3(place, ada);
  const bobsFiles = s3(place, bob);
  const bobsCognito = new CognitoIdentityClient({ ...place, credentials: bob.credentials });
  const steps: [who: string, what: string, whose: string, call: () => Promise<unknown>][] = [
    ["ada", "uploads a file", "her own", () => adasFiles.send(new PutObjectCommand({ ...file, Body: "a photo" }))],
    ["ada", "reads it", "her own", () => adasFiles.send(new GetObjectCommand(file))],
    ["bob", "reads it", "ada's", () => bobsFiles.send(new GetObjectCommand(file))],
    ["bob", "overwrites it", "ada's", () => bobsFiles.send(new PutObjectCommand({ ...file, Body: "another" }))],
    ["bob", "lists the bucket", "everybody's", () => bobsFiles.send(new ListObjectsV2Command({ Bucket: bucket }))],
    ["a guest", "asks for credentials", "", () => sessionOf(place, identityPoolId)],
    [
      "bob",
      "deletes the identity pool",
      "the app's",
      () => bobsCognito.send(new DeleteIdentityPoolCommand({ IdentityPoolId: identityPoolId })),
    ],
  ];
  const attempts: Attempt[] = [];
  for (const [who, what, whose, call] of steps) attempts.push({ who, what, whose, answer: await answerTo(call) });

  await administrator(place).send(new DeleteObjectCommand(file));
  return attempts;
}

/** Removes the sample's bucket, if there is one. */
export async function deleteBucket(place: Place, bucket: string): Promise<void> {
  await administrator(place)
    .send(new DeleteBucketCommand({ Bucket: bucket }))
    .catch(unless("NoSuchBucket"));
}

/** The stack takes a bucket that exists, as it does a user pool. */
async function createBucket(place: Place, bucket: string): Promise<void> {
  await administrator(place)
    .send(new CreateBucketCommand({ Bucket: bucket }))
    .catch(unless("BucketAlreadyOwnedByYou", "BucketAlreadyExists"));
}

function unless(...names: string[]): (error: unknown) => void {
  return (error) => {
    if (!(error instanceof Error) || !names.includes(error.name)) throw error;
  };
}

function administrator(place: Place): S3Client {
  return new S3Client({ ...place, credentials: emulatorCredentials, forcePathStyle: true });
}

function s3(place: Place, { credentials }: Session): S3Client {
  return new S3Client({ ...place, credentials, forcePathStyle: true });
}

async function answerTo(call: () => Promise<unknown>): Promise<string> {
  try {
    await call();
    return "done";
  } catch (error) {
    // Only what AWS answers is an answer.
    if (!(error instanceof Error) || !("$metadata" in error)) throw error;
    return `refused: ${error.name}`;
  }
}
