/** Somebody who has a role, ready to ask the simulator. */
import { overlap, wildcardPattern } from "../iam/pattern";
import { asList, statementsOf, type PolicyDocument, type IamStatement } from "../iam/policy-document";
import type { RequestContext } from "../iam/context";
import { explain, type Explanation } from "../iam/simulate";
import type { Policy, Pool, Role } from "../model/access-model";
import { conditionContext, mentionsIdentityId, sessionContext, withRequest } from "./sample-session";

/** A statement, and where it stands. */
export interface PlacedStatement {
  readonly address: string;
  readonly document: PolicyDocument;
  readonly statement: IamStatement;
}

/** One action on one resource, both as patterns. */
export interface ActionOnResource {
  readonly action: string;
  readonly resource: string;
}

export interface Question {
  readonly action: string;
  readonly resource: string;
  /** @default one for which the statement's conditions hold */
  readonly context?: RequestContext;
}

/** No request could be made up that a statement allows: nothing can be asked about it. */
export class NoSample extends Error {
  constructor(readonly reason: NoSampleCause) {
    super("no request could be made up that a statement allows");
  }
}

export type NoSampleCause =
  | "no-request-meets-its-conditions"
  /** Variables of the policy that a session of Cognito has no value for. */
  | { readonly variablesWithoutValue: readonly string[] };

/** How the review names a statement. */
export interface StatementReference {
  /** Address of the policy. */
  readonly policy: string;
  readonly sid?: string;
  /** Its place in the policy, counted from 1. */
  readonly number: number;
}

/** A condition of a statement. */
export interface GrantCondition {
  readonly operator: string;
  readonly key: string;
  readonly values: readonly string[];
}

export class Session {
  readonly boundary: PolicyDocument | undefined;
  readonly denials: readonly PlacedStatement[];
  /** Resources that grants of the pool keep for the user whose identity id is in them, and every identity's datasets. */
  readonly personalResources: readonly string[];
  private readonly documents: readonly PolicyDocument[];
  private readonly context: RequestContext;
  private readonly references = new Map<IamStatement, StatementReference>();

  constructor(
    readonly pool: Pool,
    readonly role: Role,
  ) {
    this.documents = documentsOf(role);
    this.boundary = role.permissionsBoundary?.document;
    this.context = sessionContext(pool, role);
    this.denials = placedStatements(role).filter(({ statement }) => statement.Effect === "Deny");
    this.personalResources = personalResourcesOf(pool);
    for (const placed of [...placedStatements(role), ...statementsOfPolicy(role.permissionsBoundary)]) {
      this.references.set(placed.statement, referenceTo(placed));
    }
  }

  /** How the review names statements of the role's policies and of its permissions boundary. */
  referencesTo(statements: readonly IamStatement[]): StatementReference[] {
    return Array.from(new Set(statements), (statement) => this.references.get(statement)).filter(
      (reference) => reference !== undefined,
    );
  }

  /** What all policies say to a question that this statement answers with yes.
   *  @throws NoSample if the statement by itself does not, NotModelled */
  ask(placed: PlacedStatement, question: Question): Explanation {
    if (!this.allowsAlone(placed, question)) throw new NoSample(noSampleCause(placed.statement));
    return explain(this.documents, this.request(placed, question));
  }

  /** Whether a request is allowed, and by this statement among others. */
  isAllowedBy(placed: PlacedStatement, question: Question): boolean {
    if (!this.allowsAlone(placed, question)) return false;
    return explain(this.documents, this.request(placed, question)).decision === "allowed";
  }

  /** Whether a call is allowed at all.
   *  @throws NotModelled */
  isAllowed(action: string, resource: string): boolean {
    return explain(this.documents, { ...this.capped, action, resource, context: this.context }).decision === "allowed";
  }

  /** Whether a Deny has to do with a cell. */
  mayDeny({ statement }: PlacedStatement, { action, resource }: ActionOnResource): boolean {
    const { Action, NotAction, Resource, NotResource } = statement;
    const ofAction =
      NotAction === undefined
        ? listOverlaps(asList(Action).map(lower), lower(action))
        : !isExcluded(asList(NotAction).map(lower), lower(action));
    const ofResource =
      NotResource === undefined ? listOverlaps(asList(Resource), resource) : !isExcluded(asList(NotResource), resource);
    return ofAction && ofResource;
  }

  private allowsAlone(placed: PlacedStatement, question: Question): boolean {
    const { action, resource, context } = this.request(placed, question);
    const alone = [{ ...placed.document, Statement: placed.statement }];
    return explain(alone, { action, resource, context }).decision === "allowed";
  }

  private request({ statement }: PlacedStatement, { action, resource, context }: Question) {
    const asked = context ?? conditionContext(statement.Condition, "self");
    return { ...this.capped, action, resource, context: withRequest(this.context, asked) };
  }

  private get capped(): { permissionsBoundary?: PolicyDocument } {
    return this.boundary === undefined ? {} : { permissionsBoundary: this.boundary };
  }
}

export function documentsOf(role: Role): PolicyDocument[] {
  return role.policies.flatMap(({ document }) => (document === undefined ? [] : [document]));
}

/** All statements of a role's policies that could be read. */
export function placedStatements(role: Role): PlacedStatement[] {
  return role.policies.flatMap(statementsOfPolicy);
}

function statementsOfPolicy(policy: Policy | undefined): PlacedStatement[] {
  if (policy?.document === undefined) return [];
  const { address, document } = policy;
  return statementsOf(document).map((statement) => ({ address, document, statement }));
}

export function referenceTo({ address, document, statement }: PlacedStatement): StatementReference {
  const number = statementsOf(document).indexOf(statement) + 1;
  return { policy: address, ...(statement.Sid !== undefined && { sid: statement.Sid }), number };
}

export function conditionsOf({ Condition }: IamStatement): GrantCondition[] {
  return Object.entries(Condition ?? {}).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, values]) => ({ operator, key, values: asList(values).map(String) })),
  );
}

/** Whether some name is one of both patterns. A variable can stand for any text. */
export function overlapInSomeName(one: string, other: string): boolean {
  const pattern = (text: string) => wildcardPattern(text.replaceAll(/\$\{[^}]*\}/g, "*"));
  return overlap(pattern(one), pattern(other));
}

function listOverlaps(patterns: readonly string[], asked: string): boolean {
  return patterns.some((pattern) => overlapInSomeName(pattern, asked));
}

/** Whether a NotAction or NotResource leaves out all that a pattern stands for, as far as its text shows. */
function isExcluded(patterns: readonly string[], asked: string): boolean {
  return patterns.some(
    (pattern) => pattern === asked || (pattern.endsWith("*") && asked.startsWith(pattern.slice(0, -1))),
  );
}

function lower(text: string): string {
  return text.toLowerCase();
}

function noSampleCause(statement: IamStatement): NoSampleCause {
  if (Object.keys(statement.Condition ?? {}).length > 0) return "no-request-meets-its-conditions";
  const variables = asList(statement.Resource).flatMap((resource) => resource.match(/\$\{[^}]+\}/g) ?? []);
  return { variablesWithoutValue: [...new Set(variables)] };
}

function personalResourcesOf(pool: Pool): string[] {
  const granted = pool.roles
    .flatMap(placedStatements)
    .filter(({ statement }) => statement.Effect === "Allow")
    .flatMap(({ statement }) => asList(statement.Resource))
    .filter(mentionsIdentityId);
  const datasets = ["aws", "aws-us-gov", "aws-cn"].map(
    (partition) =>
      `arn:${partition}:cognito-sync:*:*:identitypool/${pool.id}/identity/\${cognito-identity.amazonaws.com:sub}/dataset/*`,
  );
  return [...new Set([...granted, ...datasets])];
}
