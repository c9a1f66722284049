/** MQTT topics of one's own in AWS IoT: those below a prefix and one's identity id.
 *  https://docs.aws.amazon.com/iot/latest/developerguide/cog-iot-policies.html */
import { Partition } from "../aws/partition";
import { arnAt } from "./location";
import type { Location } from "./location";
import type { PolicyStatement } from "./policy-statement";

export interface OwnTopicsOptions extends Location {
  /** What topics have before the identity id, such as `notes` for `notes/ID/...`; without slashes around it. */
  readonly prefix: string;
}

/** Connecting with one's identity id as the client id, and publishing and subscribing below it. AWS IoT asks for an IoT
 *  policy attached to the identity too (`AttachPolicy`): with one policy alone, it refuses. */
export function ownTopics(options: OwnTopicsOptions): PolicyStatement[] {
  const { prefix, partition = Partition.AWS } = options;
  const own = `${prefix}/${partition.identityId}/*`;
  return [
    {
      sid: "OwnTopicsConnect",
      effect: "Allow",
      actions: ["iot:Connect"],
      resources: [arnAt(options, "iot", `client/${partition.identityId}`)],
    },
    {
      sid: "OwnTopicsPublish",
      effect: "Allow",
      actions: ["iot:Publish", "iot:Receive"],
      resources: [arnAt(options, "iot", `topic/${own}`)],
    },
    {
      sid: "OwnTopicsSubscribe",
      effect: "Allow",
      actions: ["iot:Subscribe"],
      resources: [arnAt(options, "iot", `topicfilter/${own}`)],
    },
  ];
}
