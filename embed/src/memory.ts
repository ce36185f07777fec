/** What this tab remembers: `sessionStorage`, or a plain map where the browser forbids it. Nothing outlives the tab. */
export class Memory {
  private readonly fallback = new Map<string, string>();

  constructor(private readonly prefix: string) {}

  read<Value>(name: string): Value | null {
    const key = `${this.prefix}:${name}`;
    try {
      const text = sessionStorage.getItem(key) ?? this.fallback.get(key);
      return text === undefined ? null : (JSON.parse(text) as Value);
    } catch {
      return JSON.parse(this.fallback.get(key) ?? 'null') as Value | null;
    }
  }

  write(name: string, value: unknown): void {
    const key = `${this.prefix}:${name}`;
    const text = JSON.stringify(value);
    this.fallback.set(key, text);
    try {
      sessionStorage.setItem(key, text);
    } catch {
      // Blocked or full: the map still has it for as long as the page lives.
    }
  }
}
