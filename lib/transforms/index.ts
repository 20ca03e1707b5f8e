export { TransformsStack, type TransformsStackProps } from './transforms-stack';
