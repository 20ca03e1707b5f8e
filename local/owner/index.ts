export { connectOwner, type ConnectOptions } from './connect';
export { readingOnDemand, type Reading } from './on-demand';
