export { announceLanded } from './announce';
export { canaryPipe, canarySource, canaryTable } from './canary';
export { failedLeg, forget, hasArrived, type Canary } from './canary-watch';
export { deployLanding, type DeployProgress } from './deploy';
export { desiredLanding, type DesiredLanding, type LandingOptions, type LandingRoles } from './desired';
export {
  observeIntegration,
  planIntegration,
  topicSubscriber,
  validateIntegration,
  type IntegrationOptions,
} from './integration';
export { explainLanding, type Change } from './explain';
export { markText, readMark, type Mark } from './mark';
export { observeLanding } from './observe';
export { readPipeStatus, type PipeStatus } from './pipe-status';
export { send } from './send';
export type { Step } from './step';
