/** An inline policy of a role and the document that it is rendered from.
 *  https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/iam_role_policy */
import { DataAwsIamPolicyDocument } from "@cdktf/provider-aws/lib/data-aws-iam-policy-document";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { Construct } from "constructs";
import { limits } from "../../aws/limits";
import { problemsWith } from "../../checks/check-limit";
import type { PolicyStatement } from "../../permissions/policy-statement";
import { isRefused, problemsCarriedBy } from "../../permissions/statement-problems";
import { withIamVariablesIn } from "../../terraform/iam-variables";
import { readAtPlan } from "../../terraform/read-at-plan";
import { fingerprint, sortedByText, terraformText, uniqueByText } from "../../terraform/terraform-text";
import { hasToken, known, withLiterals } from "../../terraform/tokens";
import { policySize } from "./policy-size";
import type { TagKnowledge } from "./session-tags";
import { problemsWithReferencesOf } from "./statement-checks";

export interface InlinePolicyProps {
  /** Name of the role that the policy is part of. */
  readonly roleName: string;
  /** Name of the policy, unique in its role: 1 to 128 characters. */
  readonly policyName: string;
  /** What the user gave the name as, such as `grantsPolicyName`. */
  readonly nameSetting: string;
}

/** What is wrong with the inline policies of one role. */
export function problemsWithInlinePolicies(policies: readonly InlinePolicy[], role: TagKnowledge): string[] {
  const names = policies.map(({ resource }) => resource.nameInput);
  const size = policies.map(({ statements }) => policySize(statements)).reduce((sum, each) => sum + each, 0);
  const { max, see } = limits.inlinePolicyCharacters;
  return [
    ...policies.flatMap((policy) => policy.problemsWithGiven(role)),
    ...policies.flatMap(({ nameSetting, resource }) =>
      problemsWith(nameSetting, resource.nameInput, limits.policyName),
    ),
    ...names
      .filter((name, index) => names.indexOf(name) < index)
      .map(
        (name) =>
          `the role has two inline policies with the name ${JSON.stringify(name)}: the second would replace the first, so give each a name of its own. See ${limits.policyName.see}`,
      ),
    ...(size > max
      ? [
          `the inline policies have ${size} characters in all, without white space: IAM takes at most ${max} for one role. ` +
            `Grant less, with wildcards or fewer statements, or put some into a managed policy (attachManagedPolicy). See ${see}`,
        ]
      : []),
  ];
}

export class InlinePolicy extends Construct {
  /** The L1s, as escape hatches. */
  readonly document: DataAwsIamPolicyDocument;
  readonly resource: IamRolePolicy;
  readonly nameSetting: string;
  private readonly grants: PolicyStatement[][] = [];
  private readonly given: PolicyStatement[] = [];
  /** For each statement that can be written, what checks read. */
  private readonly readings: (() => PolicyStatement)[] = [];
  private written: readonly PolicyStatement[] = [];

  constructor(scope: Construct, id: string, props: InlinePolicyProps) {
    super(scope, id);
    this.nameSetting = props.nameSetting;
    this.document = new DataAwsIamPolicyDocument(this, "Document");
    this.resource = new IamRolePolicy(this, "Resource", {
      name: props.policyName,
      role: props.roleName,
      policy: this.document.json,
    });
  }

  /** Adds the statements of one grant. They keep their order among themselves; whole grants are sorted, so that the
   *  order of the calls leaves no trace in the plan. */
  add(statements: readonly PolicyStatement[]): void {
    this.given.push(...statements);
    const usable = statements.filter((statement) => !isRefused(statement));
    this.grants.push(usable.map((statement) => this.write(statement)));
    this.written = this.sortedStatements();
    this.document.putStatement([...this.written]);
  }

  /** The statements as they are written. */
  get statements(): readonly PolicyStatement[] {
    return this.written;
  }

  /** The statements with what Lazies yield in the place of references to local values, as checks read them. */
  get literals(): readonly PolicyStatement[] {
    return this.readings.map((reading) => reading());
  }

  /** The statement as it is written. Without a token in it, which may be a Lazy, checks read the same. */
  private write(statement: PolicyStatement): PolicyStatement {
    const written = withIamVariablesIn(statement);
    if (!hasToken(statement)) {
      this.readings.push(() => written);
      return written;
    }
    this.readings.push(() => withIamVariablesIn(withLiterals(this, statement)));
    return readAtPlan(this, written);
  }

  /** What is wrong with the options of the permissions that were granted, and with references to other resources. */
  problemsWithGiven(role: TagKnowledge): string[] {
    const read = (value: unknown) => terraformText(this, value);
    const literals = (options: object) => withLiterals(this, options);
    const carried = problemsCarriedBy(this.given, { ...role, read, withLiterals: literals });
    return [...carried, ...problemsWithReferencesOf(this.given, read)];
  }

  /** Sorted, each once, no `sid` twice (which Terraform refuses). */
  private sortedStatements(): PolicyStatement[] {
    const given = sortedByText(this, this.grants).flat();
    // To find out what tokens become takes time, and most grants name their statements.
    if (haveSidsOfTheirOwn(given)) return given;
    const statements = uniqueByText(this, given);
    const sids = statements.map(({ sid }) => sid);
    return statements.map((statement) => {
      const { sid } = statement;
      if (sid === undefined || sids.indexOf(sid) === sids.lastIndexOf(sid)) return statement;
      return { ...statement, sid: sid + fingerprint(this, statement) };
    });
  }
}

function haveSidsOfTheirOwn(statements: readonly PolicyStatement[]): boolean {
  const sids = statements.map(({ sid }) => sid).filter(known);
  return new Set(sids).size === statements.length;
}
