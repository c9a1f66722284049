/** A user's own MQTT topics in AWS IoT: those below a prefix and the user's identity id, or another owner.
 *  https://docs.aws.amazon.com/iot/latest/developerguide/cog-iot-policies.html
 *  https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsiot.html */
import { Partition } from "../aws/partition";
import { flagRule, optional, placeRules, textRule } from "../checks/option-rules";
import { arnAt } from "./location";
import type { Location } from "./location";
import { ownedBy, ownerRule, WITHOUT_OWNER } from "./owner";
import type { Owned } from "./owner";
import type { PolicyStatement } from "./policy-statement";
import { checked } from "./statement-problems";

/** What {@link ownTopics} takes.
 *  @see https://docs.aws.amazon.com/iot/latest/developerguide/cog-iot-policies.html */
export interface OwnTopicsOptions extends Location, Owned {
  /** What topics have before the owner, such as `notes` for `notes/ID/...`; without slashes around it.
   *  @see https://docs.aws.amazon.com/iot/latest/developerguide/cog-iot-policies.html */
  readonly prefix: string;
  /** What follows the owner in a client id where a user has several clients at once, such as `-` for `ID-phone` and
   *  `ID-browser`: AWS IoT ends a connection when another begins with its client id.
   *  @default none: the client id is the owner, and a user has one connection
   *  @see https://docs.aws.amazon.com/iot/latest/developerguide/mqtt.html */
  readonly clientIdSeparator?: string;
  /** Whether users may publish messages that the broker keeps for those who subscribe later.
   *  @default false
   *  @see https://docs.aws.amazon.com/iot/latest/developerguide/mqtt.html#mqtt-retain */
  readonly retain?: boolean;
}

const PAGE = "https://docs.aws.amazon.com/iot/latest/developerguide/cog-iot-policies.html";

const RULES = {
  prefix: textRule(
    new RegExp(String.raw`^(?![/$]|arn:)${WITHOUT_OWNER}[^*?+#\s]+(?<!/)$`),
    "what topics begin with, such as notes, without slashes around it, without * ? + #, and without the identity id, which follows by itself",
    PAGE,
  ),
  clientIdSeparator: optional(
    textRule(
      /^[^*?\s]+$/,
      "what follows the owner in a client id, such as -",
      "https://docs.aws.amazon.com/iot/latest/developerguide/mqtt.html",
    ),
  ),
  retain: flagRule("https://docs.aws.amazon.com/iot/latest/developerguide/mqtt.html#mqtt-retain"),
  owner: ownerRule,
  ...placeRules,
};

/** Connecting under the user's own client id, and publishing and subscribing below the user's own topic.
 *
 *  AWS IoT asks for an IoT policy attached to the identity too (`AttachPolicy`): with one policy alone, it refuses those who
 *  signed in. Not covered: the topic `PREFIX/ID` itself, shared subscriptions, shadows, and reading retained messages without
 *  subscribing (GetRetainedMessage, ListRetainedMessages).
 *  @see https://github.com/cdktf-identity-pool/cdktf-identity-pool/blob/main/docs/permissions.md#owntopics */
export function ownTopics(options: OwnTopicsOptions): PolicyStatement[] {
  return checked("ownTopics", options, RULES, () => {
    const { prefix, clientIdSeparator, retain = false, partition = Partition.AWS } = options;
    const { owner = partition.identityId } = options;
    const own = `${prefix}/${owner}/*`;
    const clients = clientIdSeparator === undefined ? [owner] : [owner, `${owner}${clientIdSeparator}*`];
    return ownedBy(
      "ownTopics",
      options.owner,
      [
        {
          sid: "OwnTopicsConnect",
          effect: "Allow",
          actions: ["iot:Connect"],
          resources: clients.map((client) => arnAt(options, "iot", `client/${client}`)),
        },
        {
          sid: "OwnTopicsPublish",
          effect: "Allow",
          actions: ["iot:Publish", "iot:Receive", ...(retain ? ["iot:RetainPublish"] : [])],
          resources: [arnAt(options, "iot", `topic/${own}`)],
        },
        {
          sid: "OwnTopicsSubscribe",
          effect: "Allow",
          actions: ["iot:Subscribe"],
          resources: [arnAt(options, "iot", `topicfilter/${own}`)],
        },
      ],
      clientIdSeparator === undefined ? undefined : "the first user ends the other's connections",
    );
  });
}
