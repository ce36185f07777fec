import { CircuitBreaker } from './circuit-breaker';

function broken(): CircuitBreaker {
  const breaker = new CircuitBreaker();
  for (let i = 0; i < 5; i++) breaker.failed(0);
  return breaker;
}

describe('a circuit breaker', () => {
  it('lets four failures pass and opens at the fifth', () => {
    const breaker = new CircuitBreaker();
    for (let i = 0; i < 4; i++) breaker.failed(0);
    expect(breaker.admits(1)).toBe(true);
    breaker.failed(1);
    expect(breaker.admits(2)).toBe(false);
  });

  it('counts failures in a row only', () => {
    const breaker = new CircuitBreaker();
    for (let i = 0; i < 4; i++) breaker.failed(0);
    breaker.succeeded();
    breaker.failed(0);
    expect(breaker.admits(1)).toBe(true);
  });

  it('lets one call try after half a minute, and closes when it succeeds', () => {
    const breaker = broken();
    expect([breaker.admits(29_999), breaker.admits(30_000), breaker.admits(30_001)]).toEqual([false, true, false]);
    breaker.succeeded();
    expect([breaker.admits(30_002), breaker.admits(30_003)]).toEqual([true, true]);
  });

  it('rests again when the one call fails', () => {
    const breaker = broken();
    breaker.admits(30_000);
    breaker.failed(30_100);
    expect([breaker.admits(60_099), breaker.admits(60_100)]).toEqual([false, true]);
  });
});
