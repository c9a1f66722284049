/** What is wrong with statements. IAM refuses most of it in the middle of an apply, as a malformed policy; the rest grants
 *  nothing, and users get AccessDenied without a hint.
 *  https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html */
import type {
  DataAwsIamPolicyDocumentStatementCondition,
  DataAwsIamPolicyDocumentStatementNotPrincipals,
  DataAwsIamPolicyDocumentStatementPrincipals,
} from "@cdktf/provider-aws/lib/data-aws-iam-policy-document";
import { servicePrefixes } from "../../aws/service-prefixes";
import { inWords, nearestName } from "../../checks/in-words";
import { choice, listOf, mandatory, object, optional, orToken, text, textsOrToken } from "../../checks/kinds";
import type { Reading } from "../../checks/kinds";
import { problemsWithMissingValue } from "../../checks/missing-value";
import { isNoArn, referenceIn } from "../../checks/reference";
import type { PolicyStatement } from "../../permissions/policy-statement";
import { isOfPermission } from "../../permissions/statement-problems";
import { known } from "../../terraform/tokens";

const STATEMENT_PAGE = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html";
const ACTION_PAGE = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html";
const RESOURCE_PAGE = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html";
const SID_PAGE = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_sid.html";
const PRINCIPAL_PAGE = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html";
const OPERATORS_PAGE =
  "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html";
const CHARACTERS_PAGE = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html";
const KEYS_PAGE = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html";

const operators = [
  ...["StringEquals", "StringNotEquals", "StringEqualsIgnoreCase", "StringNotEqualsIgnoreCase", "StringLike"],
  ...["StringNotLike", "NumericEquals", "NumericNotEquals", "NumericLessThan", "NumericLessThanEquals"],
  ...["NumericGreaterThan", "NumericGreaterThanEquals", "DateEquals", "DateNotEquals", "DateLessThan"],
  ...["DateLessThanEquals", "DateGreaterThan", "DateGreaterThanEquals", "Bool", "BinaryEquals", "IpAddress"],
  ...["NotIpAddress", "ArnEquals", "ArnLike", "ArnNotEquals", "ArnNotLike", "Null"],
];

const conditionKind = object<DataAwsIamPolicyDocumentStatementCondition>({
  rule: "a condition ({ test, variable, values })",
  see: OPERATORS_PAGE,
  settings: {
    test: mandatory(text('an operator, such as "StringEquals"')),
    variable: mandatory(text('a condition key, such as "s3:prefix"')),
    values: mandatory(textsOrToken(text("a text"), "texts")),
  },
});

const principalKind = object<
  DataAwsIamPolicyDocumentStatementPrincipals | DataAwsIamPolicyDocumentStatementNotPrincipals
>({
  rule: "a principal ({ type, identifiers })",
  see: PRINCIPAL_PAGE,
  settings: {
    type: mandatory(text('a type, such as "Federated"')),
    identifiers: mandatory(textsOrToken(text("a text"), "texts")),
  },
});

const actions = textsOrToken(text('one action, such as "s3:GetObject"'), "actions");
const resources = textsOrToken(text('an ARN or "*"'), "ARNs");

const statementKind = object<PolicyStatement>({
  rule: "a statement ({ effect, actions, resources })",
  see: STATEMENT_PAGE,
  settings: {
    sid: optional(text("letters and digits")),
    effect: optional(orToken(choice("Allow", "Deny"))),
    actions: optional(actions),
    notActions: optional(actions),
    resources: optional(resources),
    notResources: optional(resources),
    principals: optional(orToken(listOf(principalKind, "principals"))),
    notPrincipals: optional(orToken(listOf(principalKind, "principals"))),
    condition: optional(orToken(listOf(conditionKind, "conditions ({ test, variable, values })"))),
  },
});

/** The statements of one call, those that can be written and what is wrong with the others.
 *  @param call such as `grant` */
export function readStatements(call: string, statements: unknown): Reading<PolicyStatement[]> {
  if (!Array.isArray(statements)) {
    return {
      problems: [
        `${call}: the statements are ${inWords(statements)}: give a list of statements, such as permissions.ownFiles(...). See ${STATEMENT_PAGE}`,
      ],
      usable: [],
    };
  }
  const readings = statements.map((statement: unknown, index) =>
    readStatement(`${call}: statements[${index}]`, statement),
  );
  return {
    problems: readings.flatMap(({ problems }) => problems),
    usable: readings.flatMap(({ usable }) => usable),
  };
}

function readStatement(setting: string, statement: unknown): Reading<PolicyStatement[]> {
  if (Array.isArray(statement)) {
    return {
      problems: [
        `${setting} is ${inWords(statement)}: give the statements in it: spread the list, as in grant(...permissions.ownFiles(...)). See ${STATEMENT_PAGE}`,
      ],
      usable: [],
    };
  }
  const { problems, usable } = statementKind.read(setting, statement, STATEMENT_PAGE);
  return { problems, usable: problems.length === 0 ? [usable] : [] };
}

/** What is wrong with what the statements say.
 *  @param statements as they are written, the literals of Lazy values among them */
export function problemsWithStatements(statements: readonly PolicyStatement[]): string[] {
  return [...new Set(statements.flatMap((statement) => problemsWithStatement(nameOf(statement), statement)))];
}

/** Not by its number: the statements of all grants are sorted. */
function nameOf({ sid }: PolicyStatement): string {
  if (sid === undefined) return "a statement without a sid";
  return known(sid) ? `the statement ${JSON.stringify(sid)}` : "a statement whose sid only Terraform knows";
}

function problemsWithStatement(name: string, statement: PolicyStatement): string[] {
  const { sid = "", principals, notPrincipals, condition } = statement;
  return [
    ...(!known(sid) || /^[A-Za-z0-9]*$/.test(sid)
      ? []
      : [`${name}: sid is ${inWords(sid)}: give only letters and digits. See ${SID_PAGE}`]),
    ...problemsWithOneOf(name, statement, "actions", "notActions", ACTION_PAGE, 'one action, such as "s3:GetObject"'),
    ...problemsWithOneOf(name, statement, "resources", "notResources", RESOURCE_PAGE, 'one ARN, or "*" for all'),
    ...entriesOf(statement, "actions", "notActions").flatMap(([setting, value]) =>
      problemsWithAction(`${name}: ${setting}`, value),
    ),
    ...entriesOf(statement, "resources", "notResources").flatMap(([setting, value]) =>
      problemsWithResource(`${name}: ${setting}`, value),
    ),
    ...((principals ?? notPrincipals) === undefined
      ? []
      : [
          `${name}: principals are given: a role's own policy has none, because the role is the principal, so leave them out. See ${PRINCIPAL_PAGE}`,
        ]),
    ...(Array.isArray(condition) ? condition : []).flatMap((each, index) =>
      problemsWithCondition(`${name}: condition[${index}]`, each),
    ),
  ];
}

type ListName = "actions" | "notActions" | "resources" | "notResources";

function problemsWithOneOf(
  name: string,
  statement: PolicyStatement,
  list: ListName,
  notList: ListName,
  see: string,
  entry: string,
): string[] {
  const given = [list, notList].filter((each) => statement[each] !== undefined);
  if (given.length === 2) return [`${name}: ${list} and ${notList} are both given: give one of them. See ${see}`];
  const [only] = given;
  if (only === undefined)
    return [`${name}: ${list} is missing: give ${list} or ${notList}, with at least ${entry}. See ${see}`];
  return statement[only]?.length === 0 ? [`${name}: ${only} is an empty list: give at least ${entry}. See ${see}`] : [];
}

function entriesOf(statement: PolicyStatement, ...lists: ListName[]): [setting: string, value: string][] {
  return lists.flatMap((list) => {
    const values = statement[list] ?? [];
    return known(values) ? values.map((value, index): [string, string] => [`${list}[${index}]`, value]) : [];
  });
}

function problemsWithAction(setting: string, action: string): string[] {
  if (!known(action) || /^\*(?::\*)?$/.test(action) || /^[A-Za-z0-9-]+:[A-Za-z0-9*?]+$/.test(action)) return [];
  return [`${setting} is ${inWords(action)}: give SERVICE:ACTION, such as "s3:GetObject", or "*". See ${ACTION_PAGE}`];
}

function problemsWithResource(setting: string, resource: string): string[] {
  const missing = problemsWithMissingValue(setting, resource, "the whole ARN", RESOURCE_PAGE);
  if (missing.length > 0) return missing;
  const foreign = problemsWithCharacters(setting, resource);
  if (foreign.length > 0) return foreign;
  if (!known(resource) || resource === "*" || /^arn:[^:]+:[^:]+:[^:]*:[^:]*:./.test(resource)) return [];
  return [
    `${setting} is ${inWords(resource)}: give an ARN (arn:PARTITION:SERVICE:REGION:ACCOUNT:RESOURCE), or "*" for all. See ${RESOURCE_PAGE}`,
  ];
}

/** Of a policy IAM takes no character behind U+00FF, wherever it stands. */
function problemsWithCharacters(setting: string, text: string): string[] {
  const [foreign] = /[^\0-\u00ff]/u.exec(text) ?? [];
  if (foreign === undefined) return [];
  return [
    `${setting} is ${inWords(text)}, with ${JSON.stringify(foreign)} in it: IAM takes no policy with such a character. Give characters of Latin-1 (U+0020 to U+00FF). See ${CHARACTERS_PAGE}`,
  ];
}

/** What is wrong with resources that are attributes of other resources, or begin with one. Permissions check their own.
 *  @param statements as they were given, because what is written refers to local values
 *  @param read gives Terraform's text of a token */
export function problemsWithReferencesOf(
  statements: readonly PolicyStatement[],
  read: (value: unknown) => string,
): string[] {
  return statements
    .filter((statement) => !isOfPermission(statement))
    .flatMap((statement) =>
      entriesOf(statement, "resources", "notResources").flatMap(([setting, resource]) => {
        const reference = referenceIn(resource, read);
        if (reference === undefined || !isNoArn(reference)) return [];
        return [
          `${nameOf(statement)}: ${setting} is ${JSON.stringify(reference.text)}, which is no ARN: give the attribute \`arn\` of the resource, with what follows in its ARN behind it. See ${RESOURCE_PAGE}`,
        ];
      }),
    );
}

/** Behind the slash is the key of a tag, which may have blanks in it. */
const CONDITION_KEY = /^[\w.-]+:[^\s/]+(?:\/.*\S)?$/;

function problemsWithCondition(setting: string, condition: DataAwsIamPolicyDocumentStatementCondition): string[] {
  const { test, variable, values } = condition;
  return [
    ...problemsWithOperator(`${setting}.test`, test),
    ...(!known(variable) || CONDITION_KEY.test(variable)
      ? []
      : [`${setting}.variable is ${inWords(variable)}: give a condition key, such as "s3:prefix". See ${KEYS_PAGE}`]),
    ...problemsWithCharacters(`${setting}.variable`, variable),
    ...(known(values) ? values : []).flatMap((value, index) =>
      problemsWithCharacters(`${setting}.values[${index}]`, value),
    ),
    ...(values.length === 0
      ? [`${setting}.values is an empty list, which no request matches: give at least one value. See ${OPERATORS_PAGE}`]
      : []),
    ...(/^(?:Null|Bool)(?:IfExists)?$/.test(test.split(":").at(-1) ?? "") && known(values)
      ? values.flatMap((value, index) =>
          !known(value) || /^(?:true|false|&\{.*\})$/i.test(value)
            ? []
            : [
                `${setting}.values[${index}] is ${inWords(value)}: give "true" or "false" for ${test}. See ${OPERATORS_PAGE}`,
              ],
        )
      : []),
  ];
}

function problemsWithOperator(setting: string, test: string): string[] {
  if (!known(test)) return [];
  const operator = test.replace(/^(?:ForAllValues|ForAnyValue):/, "");
  // There is no NullIfExists: Null asks just that.
  const plain = operator === "NullIfExists" ? operator : operator.replace(/IfExists$/, "");
  if (operators.includes(plain)) return [];
  const meant = nearestName(plain, operators);
  return [
    `${setting} is ${inWords(test)}: give an operator of IAM, such as "StringEquals"${meant === undefined ? "" : ` (did you mean ${JSON.stringify(test.replace(plain, meant))}?)`}. See ${OPERATORS_PAGE}`,
  ];
}

/** Warnings about actions of services that IAM does not have. Not errors, because the list here may lack a new service. */
export function warningsAboutServices(statements: readonly PolicyStatement[]): string[] {
  const unknown = new Set(
    statements
      .flatMap((statement) => entriesOf(statement, "actions", "notActions"))
      .map(([, action]) => action)
      .filter((action) => known(action) && /^[A-Za-z0-9-]+:/.test(action))
      .filter((action) => !servicePrefixes.has((action.split(":")[0] ?? "").toLowerCase())),
  );
  return [...unknown].map((action) => {
    const [prefix = ""] = action.split(":");
    const meant = nearestName(prefix, [...servicePrefixes]);
    return (
      `An action is ${JSON.stringify(action)}, and this library knows no service "${prefix}" of IAM: the action would allow nothing. ` +
      `${meant === undefined ? "Give a service that IAM has." : `Did you mean "${meant}"?`} See https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html`
    );
  });
}
