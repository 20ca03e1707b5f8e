export { grantState } from './state-table';
export { TransformsStack, type TransformsStackProps } from './transforms-stack';
