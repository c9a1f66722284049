/** ImportResourceState: the start of a state, made from the id that the user gave. Terraform has it read next. */
import { resourceNamed } from "../resources";
import { resourceSchema } from "../schema/schema";
import type { ObjectValue } from "../values";
import type { PrivateState } from "./private-state";

export interface ImportResourceStateResponse {
  readonly state: ObjectValue;
  readonly private: PrivateState;
}

/** `ID@REGION` imports from another region than the provider's. */
const WITH_REGION = /^(.+)@([a-z]{2}(?:-[a-z]+)+-\d)$/;

export function importResourceState(request: { type: string; id: string }): ImportResourceStateResponse {
  const isRegional = "region" in resourceSchema(request.type).attributes;
  const [, id = request.id, region] = isRegional ? (WITH_REGION.exec(request.id) ?? []) : [];
  const state = { ...resourceNamed(request.type).importState(id), ...(region !== undefined && { region }) };
  return { state, private: { imported: true } };
}
