/** What a role may do: functions that give policy statements. */
export { amplifyStorage } from "./amplify-storage";
export { graphql } from "./graphql";
export { guardrail } from "./guardrail";
export { invokeApi } from "./invoke-api";
export { invokeFunction } from "./invoke-function";
export { maps } from "./maps";
export { ownDatasets } from "./own-datasets";
export { ownFiles } from "./own-files";
export { ownRows } from "./own-rows";
export { ownTopics } from "./own-topics";
export { principalTag } from "./principal-tag";
export { putRecords } from "./put-records";
export { rum } from "./rum";
export { serverlessStackGuide } from "./serverless-stack-guide";
