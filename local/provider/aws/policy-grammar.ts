/** What AWS refuses in a policy document, with MalformedPolicyDocument, before it looks at anybody's rights. The emulator takes any
 *  text. Grammar: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html */
import { Refused, type AttributePath } from "../problem";
import { isJsonObject, listOf, policySize, type Json, type JsonObject } from "./policy-json";

/** Refuses a policy that says what a role may do. */
export function checkIdentityPolicy(text: string, attribute: AttributePath): void {
  refuse(documentProblem(text, identityStatementProblem), attribute);
}

/** Refuses a policy that says who may take a role. */
export function checkTrustPolicy(text: string, attribute: AttributePath): void {
  refuse(documentProblem(text, trustStatementProblem), attribute);
  const size = policySize(text);
  if (size > 2048) {
    throw new Refused({
      summary: "LimitExceeded",
      detail: `Cannot exceed quota for ACLSizePerRole: 2048. The trust policy has ${size} characters without white space.`,
      attribute,
    });
  }
}

/** Refuses a policy that belongs to what it protects, such as a bucket or a key, and says who may use it. Its statement ids may be any
 *  text: "Enable IAM User Permissions" is the one that KMS itself writes. */
export function checkResourcePolicy(text: string, attribute: AttributePath): void {
  refuse(documentProblem(text, resourceStatementProblem), attribute);
}

function refuse(problem: string | undefined, attribute: AttributePath): void {
  if (problem) throw new Refused({ summary: "MalformedPolicyDocument", detail: problem, attribute });
}

type StatementProblem = (statement: JsonObject) => string | undefined;

function documentProblem(text: string, statementProblem: StatementProblem): string | undefined {
  let document: Json;
  try {
    document = JSON.parse(text) as Json;
  } catch {
    return "This policy contains invalid Json.";
  }
  if (!isJsonObject(document)) return "The policy is not a JSON object.";
  const unknownElement = Object.keys(document).find((key) => !["Version", "Id", "Statement"].includes(key));
  if (unknownElement !== undefined) return `Syntax errors in policy: it has an element "${unknownElement}".`;
  if (document.Version !== undefined && document.Version !== "2012-10-17" && document.Version !== "2008-10-17") {
    return `Syntax errors in policy: the version ${JSON.stringify(document.Version)} is not known.`;
  }
  const statements = listOf(document.Statement);
  if (statements.length === 0) return "Syntax errors in policy: it has no statement.";
  for (const [index, statement] of statements.entries()) {
    if (!isJsonObject(statement)) return `Syntax errors in policy: statement ${index} is not an object.`;
    const problem = commonProblem(statement) ?? statementProblem(statement);
    if (problem) return `${problem} (statement ${sidOf(statement) || index})`;
  }
  const sids = statements.map((statement) => sidOf(statement)).filter((sid) => sid !== "");
  const twice = sids.find((sid, index) => sids.indexOf(sid) !== index);
  return twice === undefined
    ? undefined
    : `Statement IDs (SID) in a single policy must be unique: "${twice}" is there twice.`;
}

function sidOf(statement: Json): string {
  return isJsonObject(statement) && typeof statement.Sid === "string" ? statement.Sid : "";
}

const ELEMENTS = [
  "Sid",
  "Effect",
  "Action",
  "NotAction",
  "Resource",
  "NotResource",
  "Principal",
  "NotPrincipal",
  "Condition",
];

function commonProblem(statement: JsonObject): string | undefined {
  const unknownElement = Object.keys(statement).find((key) => !ELEMENTS.includes(key));
  if (unknownElement !== undefined) return `Syntax errors in policy: it has an element "${unknownElement}".`;
  if (statement.Effect !== "Allow" && statement.Effect !== "Deny") return "Effect must be Allow or Deny.";
  return (
    exactlyOne(statement, "Action", "NotAction") ??
    [...listOf(statement.Action), ...listOf(statement.NotAction)].map(actionProblem).find((problem) => problem) ??
    conditionProblem(statement.Condition)
  );
}

function exactlyOne(statement: JsonObject, element: string, opposite: string): string | undefined {
  const given = [element, opposite].filter((name) => listOf(statement[name]).length > 0);
  if (given.length === 0) return `Policy statement must contain ${element.toLowerCase()}s.`;
  return given.length === 2 ? `Policy statement cannot contain both ${element} and ${opposite}.` : undefined;
}

function actionProblem(action: Json): string | undefined {
  if (typeof action === "string" && /^(\*|[A-Za-z0-9-]+:[A-Za-z0-9*?]+)$/.test(action)) return undefined;
  return `Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc. Found ${JSON.stringify(action)}.`;
}

const OPERATOR = new RegExp(
  `^(For(All|Any)(Value|Values):)?(${[
    "String(Not)?Equals(IgnoreCase)?",
    "String(Not)?Like",
    "Numeric(Not)?Equals",
    "Numeric(Less|Greater)Than(Equals)?",
    "Date(Not)?Equals",
    "Date(Less|Greater)Than(Equals)?",
    "Bool",
    "BinaryEquals",
    "(Not)?IpAddress",
    "Arn(Not)?(Equals|Like)",
    "Null",
  ].join("|")})(IfExists)?$`,
  "i",
);

function conditionProblem(condition: Json | undefined): string | undefined {
  if (condition === undefined) return undefined;
  if (!isJsonObject(condition)) return "Syntax errors in policy: Condition is not an object.";
  for (const [operator, keys] of Object.entries(condition)) {
    if (!OPERATOR.test(operator)) return `Invalid Condition type : ${operator}.`;
    if (!isJsonObject(keys)) return `Syntax errors in policy: the condition ${operator} is not an object.`;
    for (const key of Object.keys(keys)) {
      if (!key.includes(":"))
        return `Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc. Found "${key}".`;
    }
  }
  return undefined;
}

function sidProblem(statement: JsonObject): string | undefined {
  return /^[A-Za-z0-9]*$/.test(sidOf(statement)) ? undefined : "Statement IDs (SID) must be alpha-numeric.";
}

function resourceStatementProblem(statement: JsonObject): string | undefined {
  if (statement.Principal === undefined && statement.NotPrincipal === undefined)
    return "Missing required field Principal.";
  return exactlyOne(statement, "Resource", "NotResource");
}

function identityStatementProblem(statement: JsonObject): string | undefined {
  const sid = sidProblem(statement);
  if (sid !== undefined) return sid;
  if (statement.Principal !== undefined || statement.NotPrincipal !== undefined) {
    return "Policy document should not specify a principal.";
  }
  const resources = [...listOf(statement.Resource), ...listOf(statement.NotResource)];
  const notAnArn = resources.find(
    (resource) => !(typeof resource === "string" && /^(\*|arn:[^:]*:[^:]*:[^:]*:[^:]*:.+)$/.test(resource)),
  );
  return (
    exactlyOne(statement, "Resource", "NotResource") ??
    (notAnArn === undefined ? undefined : `Resource ${JSON.stringify(notAnArn)} must be in ARN format or "*".`)
  );
}

function trustStatementProblem(statement: JsonObject): string | undefined {
  const sid = sidProblem(statement);
  if (sid !== undefined) return sid;
  if (statement.Resource !== undefined || statement.NotResource !== undefined) {
    return "Has prohibited field Resource.";
  }
  if (statement.NotPrincipal !== undefined && statement.Effect === "Allow")
    return "Allow with NotPrincipal is not allowed.";
  const principal = statement.Principal ?? statement.NotPrincipal;
  if (principal === undefined) return "AssumeRolePolicy must contain principals.";
  if (!isJsonObject(principal) || Object.keys(principal).length === 0)
    return `Invalid principal in policy: ${JSON.stringify(principal)}.`;
  const unknownType = Object.keys(principal).find(
    (type) => !["AWS", "Service", "Federated", "CanonicalUser"].includes(type),
  );
  if (unknownType !== undefined) return `Invalid principal in policy: "${unknownType}" is no type of principal.`;
  const actions = [...listOf(statement.Action), ...listOf(statement.NotAction)];
  if (!actions.every((action) => typeof action === "string" && /^sts:/i.test(action))) {
    return "AssumeRole policy may only specify STS AssumeRole actions.";
  }
  return audienceProblem(statement, principal);
}

const COGNITO_PRINCIPAL = /^cognito-identity(-us-gov)?(\.[a-z0-9-]+)?\.amazonaws\.com(\.cn)?$/;

/** Since August 2025 a role that trusts Cognito identity pools must say which pool.
 *  https://docs.aws.amazon.com/cognito/latest/developerguide/role-trust-and-permissions.html */
function audienceProblem(statement: JsonObject, principal: JsonObject): string | undefined {
  const federated = listOf(principal.Federated).filter((name) => typeof name === "string");
  const cognito = federated.find((name) => COGNITO_PRINCIPAL.test(name));
  if (cognito === undefined || statement.Effect !== "Allow") return undefined;
  const conditions = Object.values(isJsonObject(statement.Condition) ? statement.Condition : {});
  const keys = conditions.flatMap((condition) => (isJsonObject(condition) ? Object.keys(condition) : []));
  if (keys.some((key) => /^cognito-identity.*:aud$/i.test(key))) return undefined;
  return `A trust policy for "${cognito}" must have a condition on the key "${cognito}:aud": the id of the identity pool.`;
}
