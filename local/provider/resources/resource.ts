/** One resource type: what it does at AWS, and what its schema does not say. It sees plain objects, never the wire. */
import type { Aws } from "../aws/aws";
import type { Check } from "../checks";
import type { Problem } from "../problem";
import type { ObjectValue, Value } from "../values";

export interface Resource {
  readonly type: string;

  /** Attributes and blocks of which a change replaces the resource. `region` always does. */
  readonly forceNew: readonly string[];

  /** What the provider plans where the configuration says nothing. Paths of names, with dots between. */
  readonly defaults?: Readonly<Record<string, Value>>;

  /** Checks at plan of single values: of an attribute, or of each element of a list, set or map. */
  readonly checks?: Readonly<Record<string, Check>>;

  /** Brings texts that AWS treats alike to one form, so that they make no difference in a plan. */
  readonly meanings?: Readonly<Record<string, (text: string) => string>>;

  /** Pairs of arguments of which only one may be given. */
  readonly conflicts?: readonly (readonly [string, string])[];

  /** How a text is written in plan and state, whatever the configuration and AWS write. Paths as above. */
  readonly normalized?: Readonly<Record<string, (text: string) => string>>;

  /** Whether HashiCorp writes this resource type with its newer framework, which keeps the known elements of a collection beside an
   *  unknown one, and null where AWS answers with nothing.
   *  @default false: such a collection is unknown as a whole, and null becomes "", 0 or false once AWS was read */
  readonly isWrittenWithFramework?: boolean;

  /** Blocks that AWS fills in where the configuration has none. */
  readonly computedBlocks?: readonly string[];

  /** Blocks that the provider keeps as AWS has them where the configuration has none, though it plans none for a new resource. */
  readonly keptBlocks?: readonly string[];

  /** The arguments that this stand-in acts on, for a resource type that it knows in part.
   *  @default all of the schema */
  readonly supported?: readonly string[];

  /** Checks at plan that need more than one value. Any of them may still be unknown. */
  validate?(config: ObjectValue): readonly Problem[];

  /** The state to start reading from, for an import id. */
  importState(id: string): ObjectValue;

  /** The whole state as AWS has it, or null where it is gone. */
  read(state: ObjectValue, aws: Aws): Promise<ObjectValue | null>;

  /** Creates what is planned; the answer is what a read needs to find it, at least `id`. */
  create(planned: ObjectValue, aws: Aws): Promise<ObjectValue>;

  /** Left out where every change replaces the resource. */
  update?(prior: ObjectValue, planned: ObjectValue, aws: Aws): Promise<void>;

  /** What is gone already counts as deleted. */
  delete(prior: ObjectValue, aws: Aws): Promise<void>;
}

/** A creation that failed half way: Terraform keeps the state, taints it and deletes it with the next apply. */
export class PartlyCreated extends Error {
  constructor(
    readonly state: ObjectValue,
    override readonly cause: unknown,
  ) {
    super("partly created");
  }
}
