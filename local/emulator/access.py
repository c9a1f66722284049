"""What MiniStack lacks to answer an identity pool's users as AWS does, and no more.

MiniStack itself checks the signature of a request and evaluates the policies of the caller's role (AUTH=true). Each function of
ADDITIONS puts something of ours around a function of MiniStack's. Without them (`serve.py --without-additions`) a test sees each
missing: what a newer MiniStack brings by itself can go from here.

https://docs.aws.amazon.com/cognito/latest/developerguide/authentication-flow.html
https://docs.aws.amazon.com/cognito/latest/developerguide/role-based-access-control.html
https://docs.aws.amazon.com/cognito/latest/developerguide/attributes-for-access-control.html
https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
"""

import contextvars
import copy
import json
import os
import re
import time
from urllib.parse import unquote

from ministack.core import iam_actions, iam_evaluator
from ministack.core.responses import error_response_json, get_account_id, get_region
from ministack.services import cognito, dynamodb, iam, s3, sts

with open(os.path.join(os.path.dirname(__file__), "facts.json"), encoding="utf-8") as facts_file:
    FACTS = json.load(facts_file)

ASSUME = "sts:AssumeRoleWithWebIdentity"


def install():
    for add in ADDITIONS:
        add()


def around(module, name):
    """Puts the decorated function in the place of a module's function, which it gets as its first argument."""

    def replace(wrapper):
        original = getattr(module, name)

        def replacement(*args, **keywords):
            return wrapper(original, *args, **keywords)

        setattr(module, name, replacement)
        return replacement

    return replace


class Refused(Exception):
    """What Cognito refuses, by the name and in the words that its callers report."""

    def __init__(self, code, message):
        super().__init__(message)
        self.answer = error_response_json(code, message, 400)


def http2():
    """HTTP/2 names the host in `:authority`, which the SDK's Kinesis client signs in the place of `host`."""

    @around(iam_evaluator, "pin_signed_request")
    def pin_signed_request(original, method, raw_path, query_params, raw_headers, **keywords):
        authority = [(b":authority", value) for name, value in raw_headers if name.lower() == b"host"]
        return original(method, raw_path, query_params, [*raw_headers, *authority], **keywords)


def cors_of_refusals():
    """A bucket's CORS rules also for what is refused. Without their headers a browser keeps the answer from the page, which could
    not tell a refusal from a broken connection."""
    from ministack import app

    @around(app, "_dispatch_service_request")
    async def dispatch_service_request(original, method, path, headers, *others):
        status, answered, body = await original(method, path, headers, *others)
        target = app._s3_cors_target(headers.get("host", ""), path)
        if status == 403 and target and "Access-Control-Allow-Origin" not in answered:
            answered.update(s3.cors_response_headers(target[0], method, headers))
        return status, answered, body


# What a policy can ask about a user


def keys_of_identities():
    """The context keys of a session that an identity pool gave: whose it is, of which pool, and how its user signed in."""

    @around(iam_evaluator, "_principal_keys")
    def principal_keys(original, credential):
        session = sts._sessions.get(credential.access_key_id) or {}
        return {**original(credential), **identity_keys(session)}

    sts._principal_keys = iam_evaluator._principal_keys


def identity_keys(session):
    if not session.get("_identity_id"):
        return {}
    identity_id = session["_identity_id"]
    prefix = cognito_of(identity_id)["conditionKeyPrefix"]
    return {
        "aws:federatedprovider": cognito_of(identity_id)["principal"],
        f"{prefix}:sub": identity_id,
        f"{prefix}:aud": session["_identity_pool_id"],
        f"{prefix}:amr": session["_cognito_amr"],
    }


def cognito_of(identity_id):
    """The names of Cognito in trust policies and condition keys, which some regions have of their own."""
    return FACTS["cognito"].get(identity_id.partition(":")[0]) or FACTS["cognito"]["default"]


# Where a policy variable brings a `*` or a `?`, it means the character. These stand for it until the patterns are compared.
LITERALS = {"*": "\ue000", "?": "\ue001"}
# A text that nothing is equal to, for one whose variable has no value.
NOTHING = "\ue002"
VARIABLE = re.compile(r"\$\{(?:([*?$])|([^\s,'\"{}]+)(?:, ?'([^']*)')?)\}")


def policy_variables():
    """`${...}` in resources and in the values of conditions, in policies whose version knows variables."""

    @around(iam_evaluator, "parse_policy_document")
    def parse_policy_document(original, document):
        statements = original(document)
        try:
            read = json.loads(document) if isinstance(document, str) else document
        except ValueError:
            read = None
        for statement in statements:
            statement.has_variables = isinstance(read, dict) and read.get("Version") == "2012-10-17"
        return statements

    @around(iam_evaluator, "_first_match")
    def first_match(original, context, statements, effect):
        return original(context, [expanded(statement, context) for statement in statements], effect)

    @around(iam_evaluator, "_fnmatch_compile")
    def fnmatch_compile(original, pattern, ignore_case):
        compiled = original(pattern, ignore_case)
        if not any(literal in pattern for literal in LITERALS.values()):
            return compiled
        text = compiled.pattern
        for character, literal in LITERALS.items():
            text = text.replace(literal, re.escape(character))
        return re.compile(text, compiled.flags)


def expanded(statement, context):
    if not getattr(statement, "has_variables", False):
        return statement
    result = copy.copy(statement)
    result.resources = [with_values(text, context) for text in statement.resources]
    result.not_resources = [with_values(text, context) for text in statement.not_resources]
    result.conditions = {
        operator: {key: expanded_values(values, operator, context) for key, values in keys.items()}
        for operator, keys in (statement.conditions or {}).items()
        if isinstance(keys, dict)
    }
    return result


def expanded_values(values, operator, context):
    has_wildcards = "like" in operator.lower() or "arn" in operator.lower()
    return [
        with_values(value, context, has_wildcards) if isinstance(value, str) else value
        for value in (values if isinstance(values, list) else [values])
    ]


def with_values(text, context, has_wildcards=True):
    if "${" not in text:
        return text
    missing = False

    def value_of(match):
        nonlocal missing
        character, key, default = match.groups()
        value = character or iam_evaluator._resolve_condition_key(key, context)
        # A key with several values cannot be a variable, so that it has none here.
        value = default if value is None or isinstance(value, list) else str(value)
        if value is None:
            missing = True
            return ""
        return value.translate(str.maketrans(LITERALS)) if has_wildcards else value

    result = VARIABLE.sub(value_of, text)
    return NOTHING if missing else result


def missing_keys():
    """`ForAnyValue` finds nothing in a key that is missing, also with `IfExists`.
    https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html"""

    @around(iam_evaluator, "_evaluate_single_condition")
    def evaluate_single_condition(original, operator, actual, expected):
        if actual is None and operator.lower().startswith("foranyvalue:"):
            return False
        return original(operator, actual, expected)


def leading_keys():
    """dynamodb:LeadingKeys: the partition keys that a request names, per item of a transaction and per table of a batch.
    https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html"""

    @around(iam_actions, "dynamodb_service_context")
    def dynamodb_service_context(original, body):
        return {**original(body), LEADING_KEYS: named_keys(body)}

    @around(iam_evaluator, "enforce")
    def enforce(original, access_key_id, action, service, region, resource_arn="*", service_context=None):
        context = dict(service_context or {})
        named = context.pop(LEADING_KEYS, [])
        table = table_of(resource_arn)
        keys = [key for of_action, of_table, key in named if of_table == table and of_action in (None, action)]
        if keys:
            context[LEADING_KEYS] = keys
        return original(access_key_id, action, service, region, resource_arn=resource_arn, service_context=context)


LEADING_KEYS = "dynamodb:LeadingKeys"


def table_of(name_or_arn):
    """The name of a table, which a request may give as the table's ARN."""
    return name_or_arn.partition(":table/")[2].partition("/")[0] or name_or_arn


def named_keys(body):
    """Action (None: whichever the request is), table and partition key of all that a request names."""
    try:
        request = json.loads(body or b"{}")
    except (ValueError, UnicodeDecodeError):
        return []
    if not isinstance(request, dict):
        return []
    named = []
    for action, part in parts_of(request):
        table = table_of(part.get("TableName", ""))
        partition_key = partition_key_of(table, part.get("IndexName"))
        if partition_key is None:
            continue
        for values in (part.get("Key"), part.get("Item")):
            if isinstance(values, dict) and partition_key in values:
                named.append((action, table, key_text(values[partition_key])))
        for value in queried(part, partition_key):
            named.append((action, table, key_text(value)))
    return named


def parts_of(request):
    """A request as its single items, each with the action by which it is authorized."""
    if isinstance(request.get("TransactItems"), list):
        for item in request["TransactItems"]:
            for member, action in iam_actions._DYNAMODB_TRANSACT_ITEM_ACTIONS.items():
                if isinstance(item, dict) and isinstance(item.get(member), dict):
                    yield action, item[member]
    elif isinstance(request.get("RequestItems"), dict):
        for table, asked in request["RequestItems"].items():
            for keys in asked.get("Keys", []) if isinstance(asked, dict) else []:
                yield None, {"TableName": table, "Key": keys}
            for written in asked if isinstance(asked, list) else []:
                for item in written.values():
                    yield None, {"TableName": table, **item}
    else:
        yield None, request


def partition_key_of(table, index):
    described = dynamodb._tables.get(table)
    if described is None:
        return None
    if index:
        indexes = (described.get("GlobalSecondaryIndexes") or []) + (described.get("LocalSecondaryIndexes") or [])
        described = next((found for found in indexes if found.get("IndexName") == index), {})
    schema = described.get("KeySchema") or []
    return next((element["AttributeName"] for element in schema if element["KeyType"] == "HASH"), None)


def queried(request, partition_key):
    """The partition key of a Query, from its key condition in either form."""
    legacy = (request.get("KeyConditions") or {}).get(partition_key)
    if isinstance(legacy, dict):
        yield from legacy.get("AttributeValueList") or []
    names = request.get("ExpressionAttributeNames") or {}
    values = request.get("ExpressionAttributeValues") or {}
    for name, value in re.findall(r"([#\w.-]+)\s*=\s*(:\w+)", request.get("KeyConditionExpression") or ""):
        if names.get(name, name) == partition_key and value in values:
            yield values[value]


def key_text(value):
    """A typed value as text: {"S": "a"}, {"N": "1"} or {"B": "..."}."""
    return str(next(iter(value.values()), "")) if isinstance(value, dict) else str(value)


def log_streams():
    """What is done to a log stream is asked of the stream, and not of its group.
    https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudwatchlogs.html"""

    @around(iam_actions, "extract_resource_arn")
    def extract_resource_arn(original, service, method, path, headers, body, *others):
        arn = original(service, method, path, headers, body, *others)
        action = headers.get("x-amz-target", "").rpartition(".")[2]
        stream = iam_actions._safe_json_field(body, "logStreamName") if service == "logs" else ""
        if stream and action in ("PutLogEvents", "GetLogEvents", "DeleteLogStream"):
            return f"{arn}:log-stream:{stream}"
        return arn


# Cognito Sync


def sync_reads():
    """The reads of Cognito Sync, which find nothing: there is no data. Who may ask is asked of IAM as in AWS.
    https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncognitosync.html"""
    # Not at the top of the file: it takes functions by name that are replaced here before it is read.
    from ministack import app

    iam_actions.SERVICE_TO_IAM_NAMESPACE[SYNC] = SYNC
    iam_actions._DENIED_CODES[SYNC] = "AccessDeniedException"

    @around(iam_actions, "extract_iam_action")
    def extract_iam_action(original, service, method, path, *others):
        read = sync_read(service, method, path)
        return f"{SYNC}:{read[0]}" if read else original(service, method, path, *others)

    @around(iam_actions, "extract_resource_arn")
    def extract_resource_arn(original, service, method, path, headers, body, query_params, region, account_id):
        read = sync_read(service, method, path)
        if not read:
            return original(service, method, path, headers, body, query_params, region, account_id)
        _, pool_id, identity_id, dataset = read
        identity = f"arn:aws:{SYNC}:{region}:{account_id}:identitypool/{pool_id}/identity/{identity_id}"
        return f"{identity}/dataset/{dataset or '*'}"

    async def answer(method, path, headers, body, query_params):
        read = sync_read(SYNC, method, path)
        if not read:
            return error_response_json("InvalidParameterException", "The emulator has the reads of Cognito Sync alone.", 400)
        found = {"Datasets": []} if read[0] == "ListDatasets" else {"Records": [], "DatasetExists": False}
        return 200, {"Content-Type": "application/json"}, json.dumps({**found, "Count": 0}).encode()

    app.SERVICE_HANDLERS[SYNC] = answer


SYNC = "cognito-sync"
SYNC_PATH = re.compile(r"/identitypools/([^/]+)/identities/([^/]+)/datasets(?:/([^/]+)/records)?")


def sync_read(service, method, path):
    """The action, and the ids of pool, identity and dataset, of a request that reads."""
    match = SYNC_PATH.fullmatch(unquote(path)) if service == SYNC and method == "GET" else None
    if match is None:
        return None
    pool_id, identity_id, dataset = match.groups()
    return "ListRecords" if dataset else "ListDatasets", pool_id, identity_id, dataset


# What a user gets from the pool


def sign_in():
    """Guests only where the pool lets them in; with the server-side token check on, nobody who is signed out or deleted."""

    @around(cognito, "_identity_logins_error")
    def identity_logins_error(original, pool, identity_id, logins):
        try:
            if not logins and not pool.get("AllowUnauthenticatedIdentities"):
                raise Refused(
                    "NotAuthorizedException", "Unauthenticated access is not supported for this identity pool."
                )
            error = original(pool, identity_id, logins)
            if error is None:
                check_with_user_pools(pool, logins)
            return error
        except Refused as refused:
            return refused.answer


def check_with_user_pools(pool, logins):
    for provider, token in logins.items():
        claims = cognito._token_claims(token)
        is_checked = any(
            configured.get("ServerSideTokenCheck")
            for configured in pool.get("CognitoIdentityProviders") or []
            if configured.get("ProviderName") == provider and configured.get("ClientId") == claims.get("aud")
        )
        if not is_checked:
            continue
        user_pool = cognito._get_pool_unscoped(provider.rpartition("/")[2]) or {}
        user = (user_pool.get("_users") or {}).get(claims.get("cognito:username"))
        is_revoked = claims.get("origin_jti") in cognito._revoked_tokens
        if user is None or not user.get("Enabled", True) or is_revoked:
            # AWS documents the error's name alone.
            raise Refused("NotAuthorizedException", "Invalid login token. Token is revoked or its user is gone.")


def roles_of_groups():
    """The claims cognito:roles and cognito:preferred_role of ID tokens, from the roles of the user's groups."""

    @around(cognito, "_create_group")
    def create_group(original, data):
        answer = original(data)
        if answer[0] == 200 and "Precedence" not in data:
            # MiniStack takes it for 0, the best one. A group without precedence is behind all others.
            cognito._user_pools[data["UserPoolId"]]["_groups"][data["GroupName"]]["_has_no_precedence"] = True
        return answer

    @around(cognito, "_apply_pretoken_trigger")
    def apply_pretoken_trigger(original, **details):
        if details["token_type"] == "id":
            groups = (cognito._user_pools.get(details["pool_id"]) or {}).get("_groups") or {}
            details["claims"].update(role_claims([groups[name] for name in details["groups"] if name in groups]))
        return original(**details)


def role_claims(groups):
    ranked = sorted(
        (float("inf") if group.get("_has_no_precedence") else group.get("Precedence", 0), group["RoleArn"])
        for group in groups
        if group.get("RoleArn")
    )
    roles = list(dict.fromkeys(role for _, role in ranked))
    if not roles:
        return {}
    best = {role for precedence, role in ranked if precedence == ranked[0][0]}
    return {"cognito:roles": roles, **({"cognito:preferred_role": roles[0]} if len(best) == 1 else {})}


def credentials_for_identity():
    """GetCredentialsForIdentity takes the role that the pool's roles, mappings and the token choose, if that role's trust policy
    lets the identity in, with the principal tags of its claims, and caps what a guest gets."""

    @around(cognito, "_get_credentials_for_identity")
    def get_credentials_for_identity(original, data):
        identity_id = data.get("IdentityId")
        pool = pool_of(identity_id)
        if pool is None:
            return error_response_json("ResourceNotFoundException", f"Identity '{identity_id}' not found.", 400)
        answer = original(data)
        if answer[0] != 200:
            return answer
        access_key_id = json.loads(answer[2])["Credentials"]["AccessKeyId"]
        try:
            take_role(sts._sessions[access_key_id], pool, data.get("Logins") or {}, data.get("CustomRoleArn"))
            return answer
        except Refused as refused:
            del sts._sessions[access_key_id]
            return refused.answer


def claims_of(token):
    """What a login says of its user: the claims of a token, or the attributes of a SAML assertion."""
    claims = cognito._token_claims(token)
    if claims:
        return claims
    try:
        return cognito._parse_saml_response(token)["attributes"]
    except Exception:  # an opaque token, as some providers have them
        return {}


def pool_of(identity_id):
    return next((pool for pool in cognito._identity_pools.values() if identity_id in pool["_identities"]), None)


def take_role(session, pool, logins, custom_role_arn):
    role_arn = chosen_role(pool, logins, custom_role_arn)
    role = iam._roles.get_scoped(get_account_id(), None, role_arn.rpartition("/")[2]) if role_arn else None
    tags = principal_tags(pool, logins)
    actions = [ASSUME, *(["sts:TagSession"] if tags else [])]
    if role is None or role["Arn"] != role_arn or not all(is_trusted(role, session, tags, action) for action in actions):
        raise Refused(
            "InvalidIdentityPoolConfigurationException",
            "Invalid identity pool configuration. Check assigned IAM roles for this pool.",
        )
    name = "CognitoIdentityCredentials"
    session["Arn"] = f"arn:aws:sts::{get_account_id()}:assumed-role/{role['RoleName']}/{name}"
    session["UserId"] = f"{role['RoleId']}:{name}"
    session["SessionTags"] = [{"Key": key, "Value": value} for key, value in tags.items()]
    if not logins:
        session["SessionPolicies"] = {"Policy": json.dumps(GUEST_SESSION_POLICY), "PolicyArns": []}


GUEST_SESSION_POLICY = {
    "Version": "2012-10-17",
    "Statement": [{"Effect": "Allow", "Action": FACTS["guestActions"], "Resource": "*"}],
}


def chosen_role(pool, logins, custom_role_arn):
    roles = pool.get("_roles") or {}
    default = roles.get("authenticated" if logins else "unauthenticated")
    for provider, token in logins.items():
        claims = claims_of(token)
        mapping = mapping_of(pool, provider, claims)
        if mapping is not None:
            return mapped_role(mapping, claims, default, custom_role_arn, provider)
    if custom_role_arn and custom_role_arn != default:
        raise forbidden(custom_role_arn)
    return default


def mapping_of(pool, provider, claims):
    """A mapping is kept under the provider's name, a user pool's with the app client behind it, an OpenID Connect provider's
    under its ARN."""
    names = {provider, f"{provider}:{claims.get('aud')}"}
    mappings = pool.get("_role_mappings") or {}
    return next((mapping for name, mapping in mappings.items() if name in names or is_provider(name, provider)), None)


def is_provider(arn, provider):
    return arn.partition(":oidc-provider/")[2] == provider


def mapped_role(mapping, claims, default, custom_role_arn, provider):
    if mapping.get("Type") == "Rules":
        rules = (mapping.get("RulesConfiguration") or {}).get("Rules") or []
        possible = [rule["RoleARN"] for rule in rules if is_match(rule, claims)]
        preferred = possible[0] if possible else None
    else:
        possible = listed(claims.get("cognito:roles"))
        preferred = claims.get("cognito:preferred_role") or (possible[0] if len(possible) == 1 else None)
    if custom_role_arn:
        if custom_role_arn not in possible:
            raise forbidden(custom_role_arn)
        return custom_role_arn
    if preferred:
        return preferred
    if mapping.get("AmbiguousRoleResolution") == "AuthenticatedRole":
        return default
    raise Refused("NotAuthorizedException", f"The ambiguous role mapping rules for: {provider} denied this request.")


def forbidden(role_arn):
    return Refused("NotAuthorizedException", f"Access to Role '{role_arn}' is forbidden.")


def listed(claim):
    return claim if isinstance(claim, list) else [part.strip() for part in str(claim or "").split(",") if part.strip()]


MATCHES = {
    "Equals": lambda actual, value: actual == value,
    "Contains": lambda actual, value: value in actual,
    "StartsWith": lambda actual, value: actual.startswith(value),
    "NotEqual": lambda actual, value: actual != value,
}


def is_match(rule, claims):
    """A claim that the token lacks matches no rule, NotEqual included. A list is compared as one text, as it stands in JSON."""
    claim = claims.get(rule["Claim"])
    if claim is None:
        return False
    return MATCHES[rule["MatchType"]](claim if isinstance(claim, str) else json.dumps(claim), rule["Value"])


# What `UseDefaults` stands for.
DEFAULT_TAGS = {"username": "sub", "client": "aud"}


def principal_tags(pool, logins):
    tags = {}
    for provider, token in logins.items():
        claims = claims_of(token)
        for name, mapping in (pool.get("_principal_tags") or {}).items():
            if name != provider and not is_provider(name, provider):
                continue
            for tag, claim in (DEFAULT_TAGS if mapping.get("UseDefaults") else mapping.get("PrincipalTags") or {}).items():
                if isinstance(claims.get(claim), (str, int, float, bool)):
                    value = claims[claim]
                    tags[tag] = value if isinstance(value, str) else json.dumps(value)
    return tags


def is_trusted(role, session, tags, action):
    """Whether the role's trust policy allows Cognito an action for the identity of the session."""
    document = json.loads(role.get("AssumeRolePolicyDocument") or "{}")
    statements = document.get("Statement") or []
    # MiniStack matches the Federated principal for one action alone: the others are asked under its name.
    asked = [
        {**{key: value for key, value in statement.items() if key != "NotAction"}, "Action": ASSUME}
        for statement in (statements if isinstance(statements, list) else [statements])
        if iam_evaluator._action_matches(action, listed(statement.get("Action")), listed(statement.get("NotAction")))
    ]
    principal = cognito_of(session["_identity_id"])["principal"]
    context = iam_evaluator.EvalContext(
        principal_arn=principal,
        principal_type="WebIdentityUser",
        principal_account=get_account_id(),
        action=ASSUME,
        resource_arn=role["Arn"],
        region=get_region(),
        service_context={key: value for key, value in identity_keys(session).items() if not key.startswith("aws:")},
        request_tags=tags,
        tag_keys=list(tags),
    )
    return iam_evaluator.evaluate_trust_policy({**document, "Statement": asked}, principal, context)


# The classic flow: GetOpenIdToken, then AssumeRoleWithWebIdentity


def classic_flow():
    """Tokens only from pools that allow the flow and map no roles, and sessions that know whose they are."""

    @around(cognito, "_get_open_id_token")
    def get_open_id_token(original, data):
        pool = pool_of(data.get("IdentityId"))
        if pool is not None and not pool.get("AllowClassicFlow"):
            message = "Basic (classic) flow is not enabled, please use enhanced flow."
            return error_response_json("InvalidParameterException", message, 400)
        if pool is not None and pool.get("_role_mappings"):
            message = "Basic (classic) flow is not supported with RoleMappings, please use enhanced flow."
            return error_response_json("InvalidParameterException", message, 400)
        return original(data)

    identity = contextvars.ContextVar("identity_of_web_token", default=None)

    @around(sts, "_web_identity_trust_denied")
    def web_identity_trust_denied(original, role_arn, params, use_json):
        identity.set(None)
        token = sts._p(params, "WebIdentityToken")
        claims = cognito._token_claims(token)
        if claims.get("iss") == "https://cognito-identity.amazonaws.com":
            if float(claims.get("exp") or 0) < time.time():
                return sts._error(400, "ExpiredTokenException", "Token expired", ns="sts")
            identity.set(claims)
        return original(role_arn, params, use_json)

    @around(sts, "register_session")
    def register_session(original, access_key, session):
        claims = identity.get()
        if claims is not None and session.get("PrincipalType") == "AssumedRole" and "_identity_id" not in session:
            session.update(
                _identity_id=claims["sub"], _identity_pool_id=claims["aud"], _cognito_amr=claims.get("amr") or []
            )
        identity.set(None)
        return original(access_key, session)


ADDITIONS = [
    http2,
    cors_of_refusals,
    keys_of_identities,
    policy_variables,
    missing_keys,
    leading_keys,
    log_streams,
    sync_reads,
    sign_in,
    roles_of_groups,
    credentials_for_identity,
    classic_flow,
]
