export { announce, datasetOfKey, readArrivals } from './arrivals';
export { isDriven } from './lock';
export { readAnswer, requestRun, type RequestAnswer, type RunRequest } from './requests';
export { letGo, turn, type Memory, type Turn, type TurnContext } from './turn';
export { deployedProject, deployedWorkspace, type DeployedProject } from './workspace';
