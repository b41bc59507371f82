/** Something read from outside is not what it should be; caught where reading began, so no user sees it thrown. */
export class Unreadable extends Error {}

/**
 * A JSON value of unknown shape and the way to it, empty where the message says what is read: each reader gives the
 * value as asked for, or throws `Unreadable`.
 */
export class UntrustedJson {
  readonly #value: unknown;
  readonly #path: string;

  constructor(value: unknown, path: string) {
    this.#value = value;
    this.#path = path;
  }

  static parse(text: string, path: string): UntrustedJson {
    try {
      return new UntrustedJson(JSON.parse(text), path);
    } catch {
      throw new Unreadable(`${path || 'it'} is no JSON`);
    }
  }

  field(name: string): UntrustedJson {
    const value = this.#record()[name];
    if (value === undefined) throw new Unreadable(`${this.#path || 'it'} has no field \`${name}\``);
    return new UntrustedJson(value, this.#pathOf(name));
  }

  optional(name: string): UntrustedJson | undefined {
    const value = this.#record()[name];
    return value === undefined ? undefined : new UntrustedJson(value, this.#pathOf(name));
  }

  /** Itself; undefined for `null`. */
  orNull(): UntrustedJson | undefined {
    return this.#value === null ? undefined : this;
  }

  entries(): [string, UntrustedJson][] {
    const entries = Object.entries(this.#record());
    return entries.map(([name, value]) => [name, new UntrustedJson(value, this.#pathOf(name))]);
  }

  items(): UntrustedJson[] {
    if (!Array.isArray(this.#value)) return this.#fail('a list');
    return this.#value.map((value: unknown, i) => new UntrustedJson(value, `${this.#path}[${String(i)}]`));
  }

  string(): string {
    return typeof this.#value === 'string' ? this.#value : this.#fail('a string');
  }

  boolean(): boolean {
    return typeof this.#value === 'boolean' ? this.#value : this.#fail('true or false');
  }

  number(): number {
    return typeof this.#value === 'number' ? this.#value : this.#fail('a number');
  }

  /** A whole number from 0 to 2^53. */
  index(): number {
    const value = this.number();
    return Number.isSafeInteger(value) && value >= 0 ? value : this.#fail('a whole number');
  }

  oneOf<T extends string>(values: readonly T[]): T {
    return values.find((value) => value === this.#value) ?? this.#fail(`one of ${values.join(', ')}`);
  }

  scalar(): string | number | boolean {
    const value = this.#value;
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
    return this.#fail('a plain value');
  }

  #record(): Readonly<Record<string, unknown>> {
    if (typeof this.#value !== 'object' || this.#value === null || Array.isArray(this.#value))
      return this.#fail('an object');
    return this.#value as Readonly<Record<string, unknown>>;
  }

  #pathOf(name: string): string {
    return this.#path === '' ? name : `${this.#path}.${name}`;
  }

  #fail(expected: string): never {
    throw new Unreadable(`${this.#path || 'it'} should be ${expected}`);
  }
}
