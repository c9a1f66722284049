/** One data source: a configuration in, the same with what it stands for out. */
import type { Aws } from "../aws/aws";
import type { Check } from "../checks";
import type { ObjectValue, Value } from "../values";

export interface DataSource {
  readonly type: string;

  /** Paths of names, with dots between. */
  readonly defaults?: Readonly<Record<string, Value>>;

  /** Checks of single values, before the read. */
  readonly checks?: Readonly<Record<string, Check>>;

  /** The attributes that the data source computes. */
  read(config: ObjectValue, aws: Aws): ObjectValue | Promise<ObjectValue>;
}
