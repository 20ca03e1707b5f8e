export { announce, datasetOfKey, readArrivals } from './arrivals';
export { follow, type Followed, type Following } from './follow';
export { isDriven } from './lock';
export { readAnswer, requestRun, type RequestAnswer, type RunRequest } from './requests';
export { readStop, requestStop, type StopRequest, type StopWay } from './stops';
export { letGo, turn, type Memory, type Turn, type TurnContext } from './turn';
export { deployedProject, deployedWorkspace, type DeployedProject } from './workspace';
