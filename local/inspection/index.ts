export { reconcile, type Reconciled } from './reconcile';
export { readStatus, type Status } from './status';
export { layerRows, type LayerRows } from './layers';
