/** What a role may do: functions that give policy statements. */
export { guardrail } from "./guardrail";
export { serverlessStackGuide } from "./serverless-stack-guide";
