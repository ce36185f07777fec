import { badRequest, invalidJson, invalidValue } from './perspective-error';

/** A JSON object that stands for a protocol buffer. */
export type Message = Readonly<Record<string, unknown>>;

/** Reads the members of a message as protocol buffers take JSON: null is unset, and a name may also be written in snake_case. */
export class MessageReader {
  private constructor(
    private readonly value: Message,
    private readonly at: string,
  ) {}

  /** The body of a request. */
  static body(body: unknown): MessageReader {
    if (!isMessage(body)) throw body === undefined || body === null ? badRequest('Request contains an invalid argument.') : invalidJson();
    return new MessageReader(body, '');
  }

  string(name: string): string | undefined {
    const value = this.member(name);
    if (value === undefined || typeof value === 'string') return value;
    throw invalidValue(this.path(name), 'TYPE_STRING', value);
  }

  boolean(name: string): boolean {
    const value = this.member(name);
    if (value === undefined) return false;
    if (typeof value === 'boolean') return value;
    // Protocol buffers take these two texts as well.
    if (value === 'true' || value === 'false') return value === 'true';
    throw invalidValue(this.path(name), 'TYPE_BOOL', value);
  }

  number(name: string, type: 'TYPE_FLOAT' | 'TYPE_INT32'): number | undefined {
    const value = this.member(name);
    if (value === undefined) return undefined;
    const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
    if (typeof number === 'number' && Number.isFinite(number) && (type === 'TYPE_FLOAT' || Number.isInteger(number))) return number;
    throw invalidValue(this.path(name), type, value);
  }

  strings(name: string): readonly string[] {
    const value = this.member(name);
    if (value === undefined) return [];
    // One where a list belongs is a list of one.
    const list: readonly unknown[] = Array.isArray(value) ? value : [value];
    return list.map((entry, index) => {
      if (typeof entry !== 'string') throw invalidValue(`${this.path(name)}[${String(index)}]`, 'TYPE_STRING', entry);
      return entry;
    });
  }

  message(name: string): MessageReader | undefined {
    const value = this.member(name);
    if (value === undefined) return undefined;
    return this.inside(this.path(name), value);
  }

  messages(name: string): readonly MessageReader[] {
    const value = this.member(name);
    if (value === undefined) return [];
    const list: readonly unknown[] = Array.isArray(value) ? value : [value];
    return list.map((entry, index) => this.inside(`${this.path(name)}[${String(index)}]`, entry));
  }

  /** The entries of a map from names to messages; an entry that is null is an empty message. */
  map(name: string): readonly (readonly [name: string, MessageReader])[] {
    const value = this.member(name);
    if (value === undefined) return [];
    if (!isMessage(value)) throw invalidValue(this.path(name), 'map', value);
    return Object.entries(value).map(([key, entry]) => [key, this.inside(`${this.path(name)}['${key}']`, entry ?? {})] as const);
  }

  private inside(path: string, value: unknown): MessageReader {
    if (!isMessage(value)) throw invalidValue(path, 'type.googleapis.com/google.protobuf.Message', value);
    return new MessageReader(value, path);
  }

  private member(name: string): unknown {
    const value = Object.hasOwn(this.value, name) ? this.value[name] : this.value[snakeCase(name)];
    return value === null ? undefined : value;
  }

  private path(name: string): string {
    const own = snakeCase(name);
    return this.at === '' ? own : `${this.at}.${own}`;
  }
}

function isMessage(value: unknown): value is Message {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const SNAKE = new Map<string, string>();

function snakeCase(name: string): string {
  const known = SNAKE.get(name);
  if (known !== undefined) return known;
  const made = name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  // Only names of our own code come here: the map stays as long as the list of fields.
  SNAKE.set(name, made);
  return made;
}
