/** The files of a user, in the bucket: their keys are IDENTITY_ID/NAME. Nothing here keeps a user from anybody's files: AWS does,
 *  by the policy of the role that the credentials are for.
 *  Amplify's own Storage has no setting for an endpoint without TLS (aws-amplify 6.22), so this is the AWS SDK's client.
 *  https://docs.aws.amazon.com/AWSJavaScriptSDK/v3/latest/client/s3/ */
import {
  DeleteObjectCommand,
  GetObjectCommand,
  paginateListObjectsV2,
  PutObjectCommand,
  S3Client,
  type S3ClientConfig,
} from "@aws-sdk/client-s3";
import { XhrHttpHandler } from "@aws-sdk/xhr-http-handler";
import { credentials } from "./account";
import { endpoint, type Bucket } from "./configuration";

export interface StoredFile {
  readonly key: string;
  readonly name: string;
  /** In bytes. */
  readonly size: number;
  readonly modified: Date;
}

export class Files {
  private readonly settings: S3ClientConfig;
  private readonly s3: S3Client;

  constructor(
    private readonly bucket: Bucket,
    private readonly identityId: string,
  ) {
    const { region } = bucket;
    this.settings = { region, credentials, ...(endpoint !== undefined && { endpoint, forcePathStyle: true }) };
    this.s3 = new S3Client(this.settings);
  }

  /** All files of the user, the newest first. */
  async list(): Promise<StoredFile[]> {
    const prefix = `${this.identityId}/`;
    const files: StoredFile[] = [];
    for await (const { Contents = [] } of paginateListObjectsV2(
      { client: this.s3 },
      { Bucket: this.bucket.name, Prefix: prefix },
    )) {
      for (const { Key: key = "", Size: size = 0, LastModified: modified = new Date(0) } of Contents)
        files.push({ key, name: nameOf(key), size, modified });
    }
    return files.sort((one, other) => other.modified.getTime() - one.modified.getTime());
  }

  /** @param onProgress gets the part that is done, from 0 to 1 */
  async upload(name: string, file: File, onProgress: (part: number) => void): Promise<void> {
    // The browser's `fetch`, which the client uses else, does not tell how far an upload is.
    const requestHandler = new XhrHttpHandler({});
    requestHandler.on(XhrHttpHandler.EVENTS.UPLOAD_PROGRESS, ({ loaded, total }: ProgressEvent) => {
      if (total > 0) onProgress(loaded / total);
    });
    const s3 = new S3Client({
      ...this.settings,
      requestHandler,
      // A checksum beside the signature's own is one that the client cannot make of a File.
      requestChecksumCalculation: "WHEN_REQUIRED",
    });
    await s3.send(
      new PutObjectCommand({
        Bucket: this.bucket.name,
        Key: `${this.identityId}/${name}`,
        Body: file,
        ContentType: file.type || "application/octet-stream",
      }),
    );
  }

  /** A file's content, no matter whose file it is: AWS decides. */
  async open(key: string): Promise<Blob> {
    const { Body, ContentType = "" } = await this.s3.send(new GetObjectCommand({ Bucket: this.bucket.name, Key: key }));
    const bytes = (await Body?.transformToByteArray()) ?? new Uint8Array();
    return new Blob([new Uint8Array(bytes)], { type: ContentType });
  }

  async delete(key: string): Promise<void> {
    await this.s3.send(new DeleteObjectCommand({ Bucket: this.bucket.name, Key: key }));
  }

  isOwn(key: string): boolean {
    return key.startsWith(`${this.identityId}/`);
  }
}

/** What follows the owner in a key. */
export function nameOf(key: string): string {
  return key.slice(key.indexOf("/") + 1);
}

/** A name that no file has yet: "photo.jpg" becomes "photo (2).jpg" where there is one. */
export function freeName(name: string, taken: ReadonlySet<string>): string {
  const [, start = name, end = ""] = /^(.+?)(\.[^.]*)?$/.exec(name) ?? [];
  let free = name;
  for (let number = 2; taken.has(free); number++) free = `${start} (${number})${end}`;
  return free;
}
