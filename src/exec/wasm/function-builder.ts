import type { Code, Instruction } from './instructions.ts';
import type { ValueType, WasmFunction } from './module.ts';

/** A local variable or parameter of a function that is being built. */
export interface Local {
  readonly index: number;
}

export const get = ({ index }: Local): Code => [['local.get', index]];
export const i32 = (value: number): Code => [['i32.const', value]];
export const add = (left: Code, right: Code): Code => [...left, ...right, ['i32.add']];
export const lessThan = (left: Code, right: Code): Code => [...left, ...right, ['i32.lt_u']];
/** `code` plus a constant, which costs nothing where it is 0. */
export const plus = (code: Code, value: number): Code => (value === 0 ? code : add(code, i32(value)));

/** Collects the locals and the instructions of one function. */
export class FunctionBuilder {
  private readonly locals: ValueType[] = [];
  private readonly body: Instruction[] = [];
  private readonly opening: Instruction[] = [];
  private readonly constants = new Map<string, Local>();
  private readonly name: string;
  private readonly exported: boolean;
  private readonly params: readonly ValueType[];

  constructor(
    name: string,
    { exported = false, params = [] }: { exported?: boolean; params?: readonly ValueType[] } = {},
  ) {
    this.name = name;
    this.exported = exported;
    this.params = params;
  }

  param(index: number): Local {
    return { index };
  }

  local(type: ValueType): Local {
    this.locals.push(type);
    return { index: this.params.length + this.locals.length - 1 };
  }

  emit(...codes: readonly Code[]): void {
    for (const code of codes) for (const instruction of code) this.body.push(instruction);
  }

  set(local: Local, value: Code): void {
    this.emit(value, [['local.set', local.index]]);
  }

  /** A new local with the value, to be used as an operand. */
  keep(value: Code, type: ValueType = 'v128'): Code {
    const local = this.local(type);
    this.set(local, value);
    return get(local);
  }

  /** A value that is computed once, when the function is entered; `key` says which. */
  once(key: string, value: Code): Code {
    let local = this.constants.get(key);
    if (!local) {
      local = this.local('v128');
      this.constants.set(key, local);
      this.opening.push(...value, ['local.set', local.index]);
    }
    return get(local);
  }

  /**
   * `body` for counter = from, from + step, ... while it is below `to`; at least once. Bounds are constants or codes
   * that stay the same.
   */
  loop(from: number, to: number | Code, step: number, body: (counter: Code) => void): void {
    if (typeof to === 'number' && from + step >= to) {
      if (from < to) body(i32(from));
      return;
    }
    const counter = this.local('i32');
    const bound = typeof to === 'number' ? i32(to) : to;
    this.set(counter, i32(from));
    this.emit([['loop']]);
    body(get(counter));
    this.emit(plus(get(counter), step), [['local.tee', counter.index]], bound, [['i32.lt_u'], ['br_if', 0], ['end']]);
  }

  /** `body` while `condition` holds. */
  while(condition: Code, body: () => void): void {
    this.emit(condition, [['if'], ['loop']]);
    body();
    this.emit(condition, [['br_if', 0], ['end'], ['end']]);
  }

  finish(results: readonly ValueType[] = []): WasmFunction {
    const { name, exported, params, locals } = this;
    return { name, exported, params, results, locals, body: [...this.opening, ...this.body] };
  }
}
