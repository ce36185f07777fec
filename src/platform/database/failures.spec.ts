import { DatabaseError } from 'pg';
import { QueryFailedError, QueryRunnerAlreadyReleasedError } from 'typeorm';
import { isUnavailable, sqlState } from './failures';

function fromPostgres(code: string): DatabaseError {
  return Object.assign(new DatabaseError('said PostgreSQL', 0, 'error'), { code });
}

const fromNetwork = (code: string): Error => Object.assign(new Error(`connect ${code}`), { code });

describe('the SQLSTATE of an error', () => {
  it.each([
    ['of the driver', fromPostgres('40P01'), '40P01'],
    ['wrapped by TypeORM', new QueryFailedError('SELECT 1', [], fromPostgres('23505')), '23505'],
    ['behind a cause', new Error('outer', { cause: new QueryFailedError('SELECT 1', [], fromPostgres('55P03')) }), '55P03'],
    ['of the network, which has none', fromNetwork('ECONNREFUSED'), null],
    ['of our own', new Error('no'), null],
    ['that is no error', 'text', null],
    ['that is nothing', null, null],
  ])('%s', (_, error, expected) => {
    expect(sqlState(error)).toBe(expected);
  });
});

describe('a retry later makes sense', () => {
  it('when the connection broke between two statements', () => {
    expect(isUnavailable(new QueryRunnerAlreadyReleasedError())).toBe(true);
  });

  it.each(['08000', '08006', '53100', '53300', '57P01', '57P02', '57P03', '57014', '25P03'])('on SQLSTATE %s', (code) => {
    expect(isUnavailable(fromPostgres(code))).toBe(true);
    expect(isUnavailable(new QueryFailedError('SELECT 1', [], fromPostgres(code)))).toBe(true);
  });

  it.each(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH'])('on %s of the network', (code) => {
    expect(isUnavailable(fromNetwork(code))).toBe(true);
    expect(isUnavailable(new Error('outer', { cause: fromNetwork(code) }))).toBe(true);
    expect(isUnavailable(new AggregateError([new Error('first'), fromNetwork(code)]))).toBe(true);
  });

  it('when the socket file of the database is not there, but not when another file is not', () => {
    const missing = (syscall: string): Error => Object.assign(fromNetwork('ENOENT'), { syscall });
    expect(isUnavailable(missing('connect'))).toBe(true);
    expect(isUnavailable(missing('open'))).toBe(false);
  });

  it.each(['Connection terminated unexpectedly', 'Connection terminated due to connection timeout', 'timeout exceeded when trying to connect', 'Client has encountered a connection error and is not queryable'])('when the driver says: %s', (message) => {
    expect(isUnavailable(new Error(message))).toBe(true);
  });

  it.each(['22P02', '23505', '23503', '40001', '40P01', '42P01', '55P03', '28P01', '3D000', '57000'])('not on SQLSTATE %s', (code) => {
    expect(isUnavailable(fromPostgres(code))).toBe(false);
  });

  it.each([[new Error('no')], [new AggregateError([new Error('no')])], ['ECONNREFUSED'], [null], [undefined]])('not on %s', (error) => {
    expect(isUnavailable(error)).toBe(false);
  });
});
