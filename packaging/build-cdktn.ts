/** `npm run build:cdktn`: the package cdktn-identity-pool in dist/cdktn, of what `npm run build` built. */
import { stageForCdkTerrain } from "./stage-for-cdk-terrain";

stageForCdkTerrain();
