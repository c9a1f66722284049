/** The id of a stack names its folder, `cdktf.out/stacks/ID`, and its state: an id that is a path would lead out of both.
 *  https://developer.hashicorp.com/terraform/cdktf/concepts/stacks */

const STACKS_PAGE = "https://developer.hashicorp.com/terraform/cdktf/concepts/stacks";

export function problemsWithStackId(id: string): string[] {
  if (/^\w[\w.-]*$/.test(id)) return [];
  return [
    `the id of the stack is ${JSON.stringify(id)}, and a folder and a state are named after it: give letters, digits and . _ -, ` +
      `with a letter, a digit or _ first. See ${STACKS_PAGE}`,
  ];
}
