/** The sections of the page of all messages that are about the constructs, in the page's order. */
import { ofOwners, ofPermissions } from "./granted-permissions";
import { ofGroups, ofImported, ofMappings, ofSettings, ofSignIn } from "./identity-pool";
import { ofLateCalls } from "./late-calls";
import type { Section } from "./mistake";
import { ofRoles, ofStatements } from "./roles";
import { ofModule, ofOutputs, ofStack, ofVariables } from "./stack";
import { ofWarnings } from "./warnings";

export const OF_CONSTRUCTS: readonly Section[] = [
  ofSettings,
  ofSignIn,
  ofMappings,
  ofGroups,
  ofImported,
  ofRoles,
  ofStatements,
  ofPermissions,
  ofOwners,
  ofLateCalls,
  ofStack,
  ofModule,
  ofVariables,
  ofOutputs,
  ofWarnings,
];
