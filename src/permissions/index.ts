/** What a role may do: functions that give policy statements. */
export { guardrail } from "./guardrail";
export { principalTag } from "./principal-tag";
export { serverlessStackGuide } from "./serverless-stack-guide";
