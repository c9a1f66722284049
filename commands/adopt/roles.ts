/** The two roles of an adopted pool, who may take them and what they may do. */
import { consoleGuestActions, consoleRolePath } from "../../src/aws/console-defaults";
import { limits } from "../../src/aws/limits";
import { Partition, permissions } from "../../src";
import { trustStatement } from "../../src/identity-pool/role/trust-policy";
import type { Authentication } from "../../src";
import { code, literal, literalTags, policyExpression, type Draft } from "./draft";
import { documentOf, meanTheSame, statementsOf, type PolicyJson } from "./policy-json";
import type { InlinePolicyInAws, RoleInAws } from "./pool-in-aws";

export function draftRoles(draft: Draft): void {
  const { authenticatedRole, unauthenticatedRole } = draft.pool;
  // One setting says it of both roles, so both have to be so.
  const areManaged = [authenticatedRole, unauthenticatedRole].every((role) => role?.managedPolicyArns.length !== 0);
  if (areManaged && !draft.options.literals) draft.adopt.managedPolicies = true;
  if (authenticatedRole === undefined) draft.props.authenticatedRole = "none";
  else new RoleDraft(draft, "authenticated", authenticatedRole, areManaged).write();
  if (unauthenticatedRole === undefined) return;
  if (!draft.options.literals) draft.adopt.unauthenticatedRole = true;
  new RoleDraft(draft, "unauthenticated", unauthenticatedRole, areManaged).write();
}

class RoleDraft {
  /** The role in main.ts. */
  private readonly construct: string;
  /** Its name within a text there. */
  private readonly nameReference: string;

  constructor(
    private readonly draft: Draft,
    private readonly authentication: Authentication,
    private readonly role: RoleInAws,
    private readonly isArnVariable: boolean,
  ) {
    this.construct = `stack.identityPool.${authentication}Role${authentication === "authenticated" ? "" : "?"}`;
    this.nameReference = draft.reference(`${authentication}_role_name`, role.name);
  }

  write(): void {
    const { draft, authentication, role } = this;
    draft.name(`${authentication}RoleName`, `${authentication}_role_name`, role.name);
    this.writeManagedPolicies();
    this.writeInlinePolicies();
    this.writeTrustPolicy();
    this.writeOptions();
  }

  /** The first is the console's own, if there is one. */
  private writeManagedPolicies(): void {
    const { draft, authentication, role, construct, nameReference } = this;
    const isConsoles = (arn: string) => /:policy\/service-role\/Cognito-(un)?authenticated-\d+$/.test(arn);
    const [first, ...others] = [...role.managedPolicyArns].sort(
      (a, b) => Number(isConsoles(b)) - Number(isConsoles(a)),
    );
    if (role.path !== (first === undefined ? "/" : consoleRolePath))
      draft.adopt[`${authentication}RolePath`] = role.path;
    if (first === undefined) return;
    const ofAccount = role.managedPolicyArns.filter((arn) => !/^arn:[^:]*:iam::aws:/.test(arn) && !isConsoles(arn));
    if (ofAccount.length > 0)
      draft.notes.push(
        `${role.name} keeps the managed policies ${ofAccount.join(", ")}. What is in them stays outside this stack.`,
      );
    if (this.isArnVariable)
      draft.name(`${authentication}ManagedPolicyArn`, `${authentication}_managed_policy_arn`, first);
    else draft.adopt[`${authentication}ManagedPolicyArn`] = first;
    for (const arn of others) {
      const id = `${nameReference}/${arn}`;
      draft.calls.push(`${construct}.attachManagedPolicy(${code(arn)}).importFrom(${code(id)});`);
    }
  }

  private writeInlinePolicies(): void {
    const { draft, authentication, role } = this;
    const { inlinePolicies, managedPolicyArns } = role;
    const ofConsole = inlinePolicies.find((policy) => this.isConsoles(policy));
    if (ofConsole === undefined) {
      draft.props[authentication === "authenticated" ? "permissions" : "unauthenticatedPermissions"] = "none";
    } else if (managedPolicyArns.length > 0) {
      // Beside a managed policy an inline one is imported only if it is named.
      draft.adopt[`${authentication}PolicyName`] = ofConsole.name;
    } else {
      draft.name(`${authentication}PolicyName`, `${authentication}_policy_name`, ofConsole.name);
    }
    const others = inlinePolicies.filter((policy) => policy !== ofConsole);
    const isGranted = ofConsole !== undefined;
    others.forEach((policy, index) => {
      this.writeInlinePolicy(policy, !isGranted && index === 0);
    });
  }

  /** Whether the stack has the policy by its own settings. */
  private isConsoles({ document }: InlinePolicyInAws): boolean {
    if (this.authentication === "unauthenticated") return meanTheSame(document, policyOfGuests);
    const bucketName = bucketOfGuide(document, Partition.ofRegion(this.draft.pool.region));
    if (bucketName === undefined) return false;
    this.draft.variables.bucket_name = bucketName;
    return true;
  }

  /** @param isGrants whether it becomes the policy that holds the grants */
  private writeInlinePolicy({ name, document }: InlinePolicyInAws, isGrants: boolean): void {
    const { draft, authentication, construct, nameReference } = this;
    const statements = draft.options.policiesAsJson ? undefined : statementsOf(document);
    const imported = `importFrom(${code(`${nameReference}:${name}`)})`;
    if (statements === undefined) {
      draft.classes.set("IamRolePolicy", "@cdktf/provider-aws/lib/iam-role-policy");
      const id = `${authentication}-${name}`;
      const policy = code(policyExpression(document));
      draft.calls.push(
        `new IamRolePolicy(stack, ${code(id)}, { role: ${code(nameReference)}, name: ${code(name)}, policy: ${policy} }).${imported};`,
      );
    } else if (isGrants) {
      draft.adopt[`${authentication}PolicyName`] = name;
      draft.calls.push(`${construct}.grant(${statements.map(code).join(", ")});`);
    } else {
      draft.calls.push(`${construct}.addPolicy(${code(name)}, ${code(statements)}).${imported};`);
    }
  }

  /** The role stays open to the same callers as today. */
  private writeTrustPolicy(): void {
    const { draft, authentication, role, construct } = this;
    if (meanTheSame(role.trustPolicy, trustOf(draft, authentication))) return;
    const trustPolicy = code(policyExpression(role.trustPolicy));
    draft.calls.push(`${construct}.resource?.addOverride("assume_role_policy", ${trustPolicy});`);
    draft.notes.push(
      `The trust policy of ${role.name} differs from the one that the stack writes. It stays as it is: the line with assume_role_policy keeps it.`,
    );
  }

  private writeOptions(): void {
    const { draft, authentication, role } = this;
    const tags = literalTags(role.tags);
    const options = {
      ...(role.description !== "" && { description: literal(role.description) }),
      ...(role.maxSessionDurationSeconds !== 3600 && { maxSessionDurationSeconds: role.maxSessionDurationSeconds }),
      ...(role.permissionsBoundaryArn !== undefined && { permissionsBoundaryArn: role.permissionsBoundaryArn }),
      ...(code(tags) !== code(literalTags(draft.pool.tags)) && { tags }),
    };
    if (Object.keys(options).length > 0) draft.props[`${authentication}Role`] = options;
  }
}

/** What the console's wizard let guests do. */
const policyOfGuests = documentOf([{ effect: "Allow", actions: consoleGuestActions, resources: ["*"] }]);

/** The bucket of the guide's policy, if it is that policy. */
function bucketOfGuide(document: PolicyJson, partition: Partition): string | undefined {
  const [, bucketName] = /:s3:::([^/"]+)\//.exec(JSON.stringify(document)) ?? [];
  if (bucketName === undefined || !limits.bucketName.pattern.test(bucketName)) return undefined;
  const ofGuide = documentOf(permissions.serverlessStackGuide({ bucketName, partition }));
  return meanTheSame(document, ofGuide) ? bucketName : undefined;
}

/** The trust policy as the stack writes it. */
function trustOf({ pool }: Draft, authentication: Authentication): PolicyJson {
  const { id: identityPoolId, principalTags } = pool;
  const partition = Partition.ofRegion(pool.region);
  const { cognitoPrincipal, conditionKeyPrefix } = partition;
  const { actions = [] } = trustStatement({ identityPoolId, partition }, authentication, principalTags.length > 0);
  return {
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: { Federated: cognitoPrincipal },
        Action: actions,
        Condition: {
          StringEquals: { [`${conditionKeyPrefix}:aud`]: identityPoolId },
          "ForAnyValue:StringLike": { [`${conditionKeyPrefix}:amr`]: authentication },
        },
      },
    ],
  };
}
