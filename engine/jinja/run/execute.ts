import type { ForStatement, MacroDefinition, Statement, Target } from '../syntax/ast';
import { typeFailure } from '../values/failure';
import { isTrue, iterate, tryIterate, typeName } from '../values/inspect';
import { Lazy, Namespace } from '../values/natives';
import { text } from '../values/print';
import type { Value } from '../values/types';
import { Caller } from './caller';
import { callValue, evaluateArguments } from './call';
import { evaluate } from './evaluate';
import { applyFilterExpression } from './filters';
import { Loop } from './loop';
import type { Frame } from './rendering';

/** Takes what a template prints: values, with whether they are the template's own text. */
export type Sink = (value: Value, statement: Statement) => void;

/** How a body ended: at its end, or at a `break` or `continue`. */
export type Completion = 'break' | 'continue' | undefined;

export function execute(body: readonly Statement[], frame: Frame, print: Sink): Completion {
  for (const statement of body) {
    const completion = executeStatement(statement, frame, print);
    if (completion) return completion;
  }
  return undefined;
}

/** The text that a body prints. */
export function executeToText(body: readonly Statement[], frame: Frame): string {
  const parts: string[] = [];
  execute(body, frame, (value) => parts.push(text(value)));
  return parts.join('');
}

function executeStatement(statement: Statement, frame: Frame, print: Sink): Completion {
  try {
    return perform(statement, frame, print);
  } catch (error: unknown) {
    throw frame.locate(error, statement.at);
  }
}

function perform(statement: Statement, frame: Frame, print: Sink): Completion {
  switch (statement.kind) {
    case 'text':
      print(statement.text, statement);
      return undefined;
    case 'print':
      print(evaluate(statement.value, frame), statement);
      return undefined;
    case 'do':
      evaluate(statement.value, frame);
      return undefined;
    case 'set':
      assign(statement.target, evaluate(statement.value, frame), frame);
      return undefined;
    case 'set block': {
      const body = executeToText(statement.body, frame.inner());
      assign(
        statement.target,
        statement.filter ? applyFilterExpression(statement.filter, body, frame) : body,
        frame,
      );
      return undefined;
    }
    case 'if': {
      const branch = statement.branches.find(({ test }) => isTrue(evaluate(test, frame)));
      return execute(branch?.body ?? statement.otherwise, frame, print);
    }
    case 'for':
      executeFor(statement, frame, print);
      return undefined;
    case 'break':
    case 'continue':
      return statement.kind;
    case 'with': {
      const inner = frame.inner();
      for (const { target, value } of statement.assignments) assign(target, evaluate(value, frame), inner);
      return execute(statement.body, inner, print);
    }
    case 'call': {
      const { callee, args: given, at } = statement.call;
      const { args, kwargs } = evaluateArguments(given, frame);
      const caller = new Caller(statement.caller, frame);
      const printed = callValue(
        evaluate(callee, frame),
        args,
        new Map([...kwargs, ['caller', caller]]),
        frame,
        at,
      );
      if (typeof printed !== 'string') {
        typeFailure(`a call block prints its macro's text, and this one returned ${typeName(printed)}`);
      }
      print(printed, statement);
      return undefined;
    }
    case 'filter':
      print(
        applyFilterExpression(statement.filter, executeToText(statement.body, frame.inner()), frame),
        statement,
      );
      return undefined;
    case 'macro':
      return refuseNested(statement.macro);
  }
}

function refuseNested(macro: MacroDefinition): never {
  throw new Error(`the parser lets no macro through inside a template: ${macro.name}`);
}

function executeFor(statement: ForStatement, frame: Frame, print: Sink): void {
  const run = (items: Value, depth: number, sink: Sink): void => {
    const recurse = statement.recursive
      ? (inner: Value, level: number): Value => {
          const parts: string[] = [];
          run(inner, level, (value) => parts.push(text(value)));
          return parts.join('');
        }
      : undefined;
    const loop = new Loop(
      statement.test ? new Lazy(filtered(statement, items, frame)) : items,
      depth,
      recurse,
    );
    let iterated = false;
    for (let item = loop.advance(); item !== undefined; item = loop.advance()) {
      iterated = true;
      const inner = frame.inner();
      inner.set('loop', loop);
      assign(statement.target, item, inner);
      if (execute(statement.body, inner, sink) === 'break') break;
    }
    if (!iterated) execute(statement.otherwise, frame.inner(), sink);
  };
  run(evaluate(statement.items, frame), 0, print);
}

/** The items that pass `for … if …`. The test sees the loop's targets, not `loop`. */
function* filtered(statement: ForStatement, items: Value, frame: Frame): IterableIterator<Value> {
  for (const item of iterate(items)) {
    const inner = frame.inner();
    assign(statement.target, item, inner);
    if (!statement.test || isTrue(evaluate(statement.test, inner))) yield item;
  }
}

function assign(target: Target, value: Value, frame: Frame): void {
  switch (target.kind) {
    case 'name':
      frame.set(target.name, value);
      return;
    case 'namespace': {
      const object = frame.lookup(target.object);
      if (!(object instanceof Namespace)) typeFailure('cannot assign attribute on non-namespace object');
      else object.attributes.set(target.name, value);
      return;
    }
    case 'tuple':
      unpack(target.items, value, frame);
      return;
  }
}

function unpack(targets: readonly Target[], value: Value, frame: Frame): void {
  const items = tryIterate(value);
  if (!items) return typeFailure(`cannot unpack non-iterable ${typeName(value)} object`);
  const values = [...items];
  if (values.length < targets.length) {
    typeFailure(`not enough values to unpack (expected ${targets.length}, got ${values.length})`);
  }
  if (values.length > targets.length) typeFailure(`too many values to unpack (expected ${targets.length})`);
  for (const [at, target] of targets.entries()) assign(target, values[at] ?? null, frame);
}
