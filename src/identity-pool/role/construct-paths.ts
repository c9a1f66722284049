/** A construct in a text: JavaScript writes its path there. `arn:aws:s3:::${bucket}/*` is "arn:aws:s3:::notes/uploads/*", which is well
 *  formed, and allows what is in a bucket of the stack's name.
 *  https://developer.hashicorp.com/terraform/cdktf/concepts/constructs */
import { TerraformResource } from "cdktf";
import type { IConstruct } from "constructs";
import type { PolicyStatement } from "../../permissions/policy-statement";
import { known } from "../../terraform/tokens";

/** Warnings, because a bucket may have the name of a stack, and a folder the id of a construct. */
export function warningsAboutConstructPaths(scope: IConstruct, statements: readonly PolicyStatement[]): string[] {
  const resources = statements
    .flatMap(({ resources: allowed = [], notResources = [] }) => [allowed, notResources])
    .filter((list) => known(list))
    .flat();
  return [...new Set(resources)].flatMap((resource) => {
    const construct = known(resource) ? constructIn(scope, resource) : undefined;
    if (construct === undefined) return [];
    return [
      `A statement has the resource ${JSON.stringify(resource)}, and ${construct.node.path} is the path of a construct: where that is meant, write its attribute \`arn\` in the place of the construct. ` +
        "See https://developer.hashicorp.com/terraform/cdktf/concepts/resources",
    ];
  });
}

function constructIn({ node }: IConstruct, resource: string): TerraformResource | undefined {
  const [, whole = ""] = /^arn:(?:[^:]*:){4}([^*?]+)/.exec(resource) ?? [];
  // Behind the type where the ARN has one: `table/notes/rows`, `function:notes/upload`.
  return resourceAt(node.root, whole) ?? resourceAt(node.root, whole.replace(/^[a-z-]+[:/]/, ""));
}

/** The resource at the path, or at its beginning. */
function resourceAt(root: IConstruct, path: string): TerraformResource | undefined {
  let at: IConstruct | undefined = root;
  for (const id of path.split("/")) {
    at = at.node.tryFindChild(id);
    if (at === undefined || TerraformResource.isTerraformResource(at)) return at;
  }
  return undefined;
}
