/** Short ways to write policies in these tests. */
import type { Conditions, PolicyDocument, IamStatement } from "../../src/iam/policy-document";

type Names = string | readonly string[];

export function policy(...statements: IamStatement[]): PolicyDocument {
  return { Version: "2012-10-17", Statement: statements };
}

export function allow(Action: Names, Resource: Names, Condition?: Conditions): IamStatement {
  return { Effect: "Allow", Action, Resource, ...(Condition && { Condition }) };
}

export function deny(Action: Names, Resource: Names, Condition?: Conditions): IamStatement {
  return { Effect: "Deny", Action, Resource, ...(Condition && { Condition }) };
}
