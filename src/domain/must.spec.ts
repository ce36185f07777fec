import { must } from './must';

describe('must', () => {
  it.each([0, '', false, []])('gives back %j, which is a value', (value) => {
    expect(must(value, 'thing')).toBe(value);
  });

  it.each([null, undefined])('throws for %s and names what is missing', (value) => {
    expect(() => must(value, 'database URL')).toThrow('There is no database URL, which cannot be');
  });
});
