import { mutationOf } from "./options.mjs";

export default mutationOf({ sources: "check/src", tests: "check/__tests__" });
