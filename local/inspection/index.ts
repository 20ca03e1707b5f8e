export { reconcile, type Reconciled } from './reconcile';
export type { DomainLag, LayerLag } from '../../engine/inspection/domain-lag';
export { readStatus, type Status } from './status';
export { layerRows, type LayerRows } from './layers';
export { arrivals } from './arrivals';
export type { Inspected } from './inspected';
