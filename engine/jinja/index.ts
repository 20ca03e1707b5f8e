export { parseBlocks, type Block, type BlockKind } from './blocks';
export { Refusal, TemplateError, type TemplateErrorKind, type TemplatePosition } from './error';
export { Float } from './float';
export {
  Callable,
  callable,
  TemplateObject,
  type BoundMacro,
  type CallSite,
  type HostFunction,
  type KeywordArguments,
  type Scope,
} from './host';
export { macroLibrary, type MacroLibrary, type MacroPackage, type MacroText } from './library';
export { callMacro, evaluate, render, renderNative, type RenderOptions } from './render';
export { parseTemplate, type ParseOptions, type Template } from './template';
