/** Somebody who has a role, ready to ask the simulator. */
import { overlap, wildcardPattern } from "../iam/pattern";
import { asList, statementsOf, type PolicyDocument, type PolicyStatement } from "../iam/policy-document";
import type { RequestContext } from "../iam/request";
import { explain, type Explanation } from "../iam/simulate";
import type { Pool, Role } from "../model/access-model";
import { conditionContext, isBoundToIdentity, sessionContext, withRequest } from "./sample-session";

/** A statement, and where it stands. */
export interface Place {
  readonly address: string;
  readonly document: PolicyDocument;
  readonly statement: PolicyStatement;
}

/** One action on one resource, both as patterns. */
export interface Cell {
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
export class NoSample extends Error {}

export class Session {
  readonly boundary: PolicyDocument | undefined;
  readonly denials: readonly Place[];
  /** Resources that grants of the pool keep for the user whose identity id is in them, and every identity's datasets. */
  readonly privatePlaces: readonly string[];
  private readonly documents: readonly PolicyDocument[];
  private readonly context: RequestContext;
  private readonly names = new Map<PolicyStatement, string>();

  constructor(
    readonly pool: Pool,
    readonly role: Role,
  ) {
    this.documents = documentsOf(role);
    this.boundary = role.permissionsBoundary?.document;
    this.context = sessionContext(pool, role);
    this.denials = placesOf(role).filter(({ statement }) => statement.Effect === "Deny");
    this.privatePlaces = privatePlacesOf(pool);
    for (const { address, document, statement } of placesOf(role)) {
      const { Sid = `statement ${statementsOf(document).indexOf(statement) + 1}` } = statement;
      this.names.set(statement, `${Sid} of ${address}`);
    }
  }

  /** How the review calls a statement: by its Sid, or its place, and its policy. */
  nameOf(statement: PolicyStatement): string {
    return this.names.get(statement) ?? "the permissions boundary";
  }

  /** What all policies say to a question that this statement answers with yes.
   *  @throws NoSample if the statement by itself does not, NotModelled */
  ask(place: Place, question: Question): Explanation {
    if (!this.allowsAlone(place, question)) throw new NoSample(whyNoSample(place.statement));
    return explain(this.documents, this.request(place, question));
  }

  /** Whether a request is allowed, and by this statement among others. */
  isAllowedBy(place: Place, question: Question): boolean {
    if (!this.allowsAlone(place, question)) return false;
    return explain(this.documents, this.request(place, question)).decision === "allowed";
  }

  /** Whether a call is allowed at all.
   *  @throws NotModelled */
  isAllowed(action: string, resource: string): boolean {
    return explain(this.documents, { ...this.capped, action, resource, context: this.context }).decision === "allowed";
  }

  /** Whether a Deny has to do with a cell. */
  mayDeny({ statement }: Place, { action, resource }: Cell): boolean {
    const { Action, NotAction, Resource, NotResource } = statement;
    const ofAction =
      NotAction === undefined
        ? listOverlaps(asList(Action).map(lower), lower(action))
        : !isSpared(asList(NotAction).map(lower), lower(action));
    const ofResource =
      NotResource === undefined ? listOverlaps(asList(Resource), resource) : !isSpared(asList(NotResource), resource);
    return ofAction && ofResource;
  }

  private allowsAlone(place: Place, question: Question): boolean {
    const { action, resource, context } = this.request(place, question);
    const alone = [{ ...place.document, Statement: place.statement }];
    return explain(alone, { action, resource, context }).decision === "allowed";
  }

  private request({ statement }: Place, { action, resource, context }: Question) {
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
export function placesOf(role: Role): Place[] {
  return role.policies.flatMap(({ address, document }) =>
    document === undefined ? [] : statementsOf(document).map((statement) => ({ address, document, statement })),
  );
}

/** Conditions as texts: operator, key, values. */
export function conditionTexts({ Condition }: PolicyStatement): string[] {
  return Object.entries(Condition ?? {}).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, values]) => `${operator} ${key}: ${asList(values).map(String).join(", ")}`),
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
function isSpared(patterns: readonly string[], asked: string): boolean {
  return patterns.some(
    (pattern) => pattern === asked || (pattern.endsWith("*") && asked.startsWith(pattern.slice(0, -1))),
  );
}

function lower(text: string): string {
  return text.toLowerCase();
}

function whyNoSample(statement: PolicyStatement): string {
  if (Object.keys(statement.Condition ?? {}).length > 0)
    return "no request could be made up for which its conditions hold";
  const variables = asList(statement.Resource).flatMap((resource) => resource.match(/\$\{[^}]+\}/g) ?? []);
  return `no session of Cognito has a value for ${[...new Set(variables)].join(", ")}`;
}

function privatePlacesOf(pool: Pool): string[] {
  const granted = pool.roles
    .flatMap(placesOf)
    .filter(({ statement }) => statement.Effect === "Allow")
    .flatMap(({ statement }) => asList(statement.Resource))
    .filter(isBoundToIdentity);
  const datasets = ["aws", "aws-us-gov", "aws-cn"].map(
    (partition) =>
      `arn:${partition}:cognito-sync:*:*:identitypool/${pool.id}/identity/\${cognito-identity.amazonaws.com:sub}/dataset/*`,
  );
  return [...new Set([...granted, ...datasets])];
}
