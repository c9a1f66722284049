/** Objects in the bucket: the user's own, another user's, a listing.
 *  https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html */
import { randomBytes } from "node:crypto";
import { DeleteObjectCommand, GetObjectCommand, ListObjectsV2Command, PutObjectCommand } from "@aws-sdk/client-s3";
import type { Bucket } from "../deployed-pool";
import { partitionOf } from "../partition";
import { isRefused, type Traces } from "../traces";
import type { Access, Attempt } from "./attempt";
import { possessive, type Caller } from "./caller";

export interface ObjectsPlace extends Bucket {
  /** The pool's region. */
  readonly poolRegion: string;
  readonly traces: Traces;
}

/** A place for objects of one user, whom others go after. */
export class Objects {
  private readonly name = `identity-pool-check-${randomBytes(6).toString("hex")}`;
  /** What the bucket keeps of it: versions, where it is versioned. */
  private readonly versions = new Set<string>();
  private isWritten = false;
  /** A write whose answer never came: it may have made a version that nobody knows. */
  private isUnanswered = false;

  constructor(
    private readonly place: ObjectsPlace,
    private readonly owner: Caller,
  ) {}

  /** In this order: what is read and overwritten has been written before, and is deleted last. */
  ofOwner(promised: Access): Attempt[] {
    return [this.attempt("write", this.owner, promised), this.attempt("read", this.owner, promised)];
  }

  deletedByOwner(promised: Access): Attempt[] {
    return [this.attempt("delete", this.owner, promised)];
  }

  /** What others do with it. All read it before anybody deletes it: to most callers S3 gives the same answer for a missing object
   *  as for one that they may not read. */
  ofOthers(callers: readonly Caller[]): Attempt[] {
    return (["read", "write", "delete"] as const).flatMap((verb) =>
      callers.map((caller) => this.attempt(verb, caller, "refused")),
    );
  }

  /** A list of everybody's keys, or of the owner's alone. */
  lists(caller: Caller): Attempt[] {
    const { name } = this.owner;
    return [
      caller === this.owner
        ? this.list("all", caller, "everybody's")
        : this.list("other", caller, possessive(name), this.prefix),
    ];
  }

  /** A list of the user's own keys, which some apps have and some do not. */
  listOwn(promised: Access): Attempt {
    return { ...this.list("own", this.owner, "their own", this.prefix), promised };
  }

  private list(id: string, caller: Caller, whose: string, prefix?: string): Attempt {
    const { bucketName: Bucket } = this.place;
    const command = new ListObjectsV2Command({ Bucket, Prefix: prefix, MaxKeys: 1 });
    return {
      id: `objects.list-${id}`,
      caller,
      what: "lists objects",
      whose,
      promised: "refused",
      asks: {
        action: "s3:ListBucket",
        resource: this.arn(),
        context: { "s3:prefix": prefix ?? [], "s3:delimiter": [], "s3:max-keys": "1" },
      },
      call: (abortSignal) => caller.clients.s3.send(command, { abortSignal }),
    };
  }

  private attempt(verb: "read" | "write" | "delete", caller: Caller, promised: Access): Attempt {
    const isOwner = caller === this.owner;
    return {
      id: `objects.${verb}-${isOwner ? "own" : "other"}`,
      caller,
      what: `${verb}s an object`,
      whose: isOwner ? "their own" : possessive(this.owner.name),
      promised,
      asks: { action: ACTIONS[verb], resource: this.arn(this.key), ...(verb === "write" && { context: NOT_SENT }) },
      call: (abortSignal) => this[verb](caller, abortSignal),
      ...(verb === "read" && {
        // The app's own function has moved it, or a rule of the bucket.
        allowedWith: ["NoSuchKey"],
        // S3 answers AccessDenied for a missing object to a user who may read it but not list the bucket.
        isMissing: () => (this.isWritten ? undefined : "no object could be written"),
      }),
    };
  }

  private get prefix(): string {
    const { prefix = "", keySeparator = "-" } = this.place;
    return `${prefix}${this.owner.identityId}${keySeparator}`;
  }

  private get key(): string {
    return `${this.prefix}${this.name}`;
  }

  private get object() {
    return { Bucket: this.place.bucketName, Key: this.key };
  }

  private arn(key?: string): string {
    const { bucketName, poolRegion } = this.place;
    return `arn:${partitionOf(poolRegion)}:s3:::${bucketName}${key === undefined ? "" : `/${key}`}`;
  }

  private async read({ clients }: Caller, abortSignal?: AbortSignal): Promise<void> {
    const { Body } = await clients.s3.send(new GetObjectCommand(this.object), { abortSignal });
    await Body?.transformToByteArray();
  }

  private async write(caller: Caller, abortSignal?: AbortSignal): Promise<void> {
    const { clients, name } = caller;
    const what = `s3://${this.object.Bucket}/${this.object.Key}`;
    const Body = `Written by identity-pool-check as ${name}, and removed by it.`;
    const command = new PutObjectCommand({ ...this.object, Body });
    await this.place.traces.write(
      what,
      () => this.removeBy(caller, this.owner),
      async () => {
        const { VersionId, $metadata } = await clients.s3.send(command, { abortSignal }).catch((error: unknown) => {
          this.isUnanswered ||= !isRefused(error);
          throw error;
        });
        // The SDK repeats what was not answered.
        this.isUnanswered ||= ($metadata.attempts ?? 1) > 1;
        this.isWritten = true;
        if (VersionId !== undefined) this.versions.add(VersionId);
      },
    );
  }

  private async delete({ clients }: Pick<Caller, "clients">, abortSignal?: AbortSignal): Promise<void> {
    const { VersionId } = await clients.s3.send(new DeleteObjectCommand(this.object), { abortSignal });
    // That of a marker: the bucket keeps versions.
    if (VersionId !== undefined) this.versions.add(VersionId);
  }

  /** By the first who may. */
  private async removeBy(first: Caller, second: Caller): Promise<string | undefined> {
    try {
      return await this.remove(first);
    } catch {
      return this.remove(second);
    }
  }

  private async remove(by: Pick<Caller, "clients">): Promise<string | undefined> {
    // Of a bucket that keeps versions, this adds one: a marker.
    if (this.versions.size === 0 || this.isUnanswered) await this.delete(by);
    // Without the marker, the version that nobody knows would be the object again.
    if (this.versions.size > 0 && this.isUnanswered) return KEPT;
    try {
      for (const VersionId of this.versions) {
        await by.clients.s3.send(new DeleteObjectCommand({ ...this.object, VersionId }));
        this.versions.delete(VersionId);
      }
      return undefined;
    } catch {
      // Users can rarely delete versions. A marker that hides them is what an app's own deletion leaves too.
      await this.delete(by);
      return KEPT;
    }
  }
}

const KEPT = "deleted, and kept by the bucket as earlier versions";

/** What policies ask of uploads, and the check does not send. */
const NOT_SENT = {
  "s3:x-amz-acl": [],
  "s3:x-amz-server-side-encryption": [],
  "s3:x-amz-server-side-encryption-aws-kms-key-id": [],
};

const ACTIONS = { read: "s3:GetObject", write: "s3:PutObject", delete: "s3:DeleteObject" } as const;
