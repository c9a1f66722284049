/** The managed policies of a role.
 *  https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_managed-vs-inline.html */
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import { Annotations, TerraformIterator, Token } from "cdktf";
import type { Construct } from "constructs";
import { defaultQuotas, limits } from "../../aws/limits";
import type { Partition } from "../../aws/partition";
import { problemsWith } from "../../checks/check-limit";
import { problemsWithIamArn } from "../../checks/iam-arn";
import { fingerprint } from "../../terraform/terraform-text";
import { known, withLiterals } from "../../terraform/tokens";

export class ManagedPolicies {
  private readonly attachments = new Map<string, IamRolePolicyAttachment>();

  /** @param role the construct that the attachments stand below */
  constructor(
    private readonly role: Construct,
    private readonly roleName: string,
  ) {}

  get count(): number {
    return this.attachments.size;
  }

  /** Attaches the policies of a list, also of one that only Terraform knows. */
  attachAll(policyArns: readonly string[]): void {
    const arns = withLiterals(this.role, policyArns);
    if (known(arns)) {
      arns.forEach((arn) => {
        this.attach(arn);
      });
      return;
    }
    const iterator = TerraformIterator.fromList([...arns]);
    new IamRolePolicyAttachment(this.role, `ManagedPolicies${fingerprint(this.role, arns)}`, {
      forEach: iterator,
      role: this.roleName,
      policyArn: Token.asString(iterator.value),
    });
  }

  /** Attaches a policy. A second call with the same ARN gives the attachment of the first. */
  attach(policyArn: string): IamRolePolicyAttachment {
    const key = fingerprint(this.role, policyArn);
    const existing = this.attachments.get(key);
    if (existing !== undefined) return existing;
    const config = { role: this.roleName, policyArn };
    const attachment = new IamRolePolicyAttachment(this.role, `ManagedPolicy${key}`, config);
    this.attachments.set(key, attachment);
    // Once, with the policy that is the first too many.
    if (this.count === defaultQuotas.managedPolicies + 1) this.warnOfQuota();
    return attachment;
  }

  problems(partition: Partition): string[] {
    const arns = [...this.attachments.values()].map(({ policyArnInput = "" }) => policyArnInput);
    return [
      ...problemsWith("managedPolicyArns", arns, limits.managedPolicies),
      ...arns.flatMap((arn, index) =>
        problemsWithIamArn(this.role, `managedPolicyArns[${index}]`, arn, "policy", partition),
      ),
    ];
  }

  private warnOfQuota(): void {
    Annotations.of(this.role).addWarning(
      `The role has more than ${defaultQuotas.managedPolicies} managed policies: IAM attaches more only in an account whose quota was raised, and in another the apply fails half way. ` +
        `Ask AWS for a higher quota first, or put the statements of several policies into one. See ${limits.managedPolicies.see}`,
    );
  }
}
