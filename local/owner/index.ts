export { connectOwner, type ConnectOptions } from './connect';
