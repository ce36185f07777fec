import { ConfigError } from '../platform/config/config';
import { DatabaseTooOldError, migrate, RestoreUnfinishedError } from '../platform/database/data-source';
import { EmbeddedPostgresError } from '../platform/embedded/embedded-postgres-error';
import { OtherSecretError, SecretChangedTooSoonError } from './open-secrets';
import { adviceFor } from './failure';

const URL_OF_DATABASE = 'postgres://weir:hidden-word@db.example:5433/comments';
const withCode = (code: string, more: object = {}): Error => Object.assign(new Error(code), { code, ...more });
/** As TypeORM hands on what PostgreSQL said. */
const fromPostgres = (code: string): Error => Object.assign(new Error('query failed'), { driverError: withCode(code) });
const advice = (error: unknown, databaseUrl: string | null = URL_OF_DATABASE): string | null => adviceFor(error, { databaseUrl, host: 'weir.internal', port: 3000 });

describe('why the service did not start, and what to do', () => {
  it.each([
    ['mistakes of the configuration, each of them', new ConfigError(['One.', 'Two.']), ['  - One.', '  - Two.']],
    ['the embedded database, with its own advice', new EmbeddedPostgresError('already_running', 'Another Weir uses the folder.', 'Stop it first.'), ['Another Weir uses the folder.', 'Stop it first.']],
    ['an old PostgreSQL', new DatabaseTooOldError('12.3'), ['it is 12.3', 'Upgrade it']],
    ['a restore that was broken off', new RestoreUnfinishedError(), ['did not come to its end', 'npm run restore']],
    ['another secret', new OtherSecretError(), ['another WEIR_SECRET', 'WEIR_SECRET_BEFORE', 'secret.before', '--other-secret']],
    ['a secret that changes with the release', new SecretChangedTooSoonError(), ['has not run with this release', 'Start it once']],
    ['a port that is taken', withCode('EADDRINUSE'), ['Port 3000 is taken', 'PORT=3001 npm start']],
    ['a port for administrators', withCode('EACCES', { syscall: 'listen' }), ['may not listen on port 3000', 'above 1023']],
    ['an address that is not this machine\'s', withCode('EADDRNOTAVAIL', { syscall: 'listen' }), ['no address weir.internal to listen on', 'HOST']],
    ['a name that is nowhere, to listen on', withCode('ENOTFOUND', { syscall: 'getaddrinfo', hostname: 'weir.internal' }), ['no address weir.internal to listen on', 'HOST']],
    ['a folder without permission', withCode('EACCES', { syscall: 'mkdir', path: '/srv/weir' }), ['/srv/weir cannot be written', 'WEIR_DATA_DIR']],
    ['a disk that can only be read', withCode('EROFS'), ['The data folder cannot be written']],
    ['a wrong password', fromPostgres('28P01'), ['db.example:5433 refused the user or password in DATABASE_URL']],
    ['a user who may not come in', fromPostgres('28000'), ['refused the user or password']],
    ['a database that nobody made', fromPostgres('3D000'), ['does not exist at db.example:5433', 'createdb comments']],
    ['a user who may not make tables', fromPostgres('42501'), ['may not do what a migration needs', 'OWNER TO']],
    ['a server without TLS', new Error('The server does not support SSL connections'), ['db.example:5433 has no TLS', 'sslmode']],
    ['a certificate of nobody known', withCode('SELF_SIGNED_CERT_IN_CHAIN'), ['certificate of the database at db.example:5433 is not trusted', 'sslrootcert']],
    ['a name of the database that is nowhere', withCode('ENOTFOUND', { syscall: 'getaddrinfo', hostname: 'db.example' }), ['db.example:5433 cannot be reached']],
    ['a socket of the database that is not there', withCode('ENOENT', { syscall: 'connect' }), ['cannot be reached']],
    ['a server that is away', withCode('ECONNREFUSED'), ['db.example:5433 cannot be reached', 'Start it']],
    ['a server that is starting', fromPostgres('57P03'), ['cannot be reached']],
    ['two addresses of a server that are both away', new AggregateError([withCode('ECONNREFUSED'), withCode('ECONNREFUSED')]), ['cannot be reached']],
  ])('%s', (_, error, said) => {
    const text = advice(error);
    for (const part of said) expect(text).toContain(part);
    expect(text).not.toContain('hidden-word');
  });

  it.each(['postgres://weir:ab/cd@db.example/weir', 'postgres://weir:ab#cd@db.example/weir', 'postgres://weir:ab%e4%e4@db.example/weir'])('how a password with signs is written: %s', async (url) => {
    const given = await migrate(url).catch((error: unknown) => error);
    expect(advice(given, url)).toContain('DATABASE_URL cannot be read');
    expect(advice(given, url)).toContain('%2F');
    expect(advice(given, url)).not.toContain(url);
  });

  it('names no database that nobody configured', () => {
    expect(advice(withCode('ECONNREFUSED'), null)).toContain('The database at its address cannot be reached.');
    expect(advice(fromPostgres('28P01'), null)).toBeNull();
  });

  it.each([[new Error('a fault of ours')], [withCode('ENOENT', { syscall: 'open', path: '/a/file' })], [fromPostgres('42P01')], [new TypeError('x is not a function')], ['a text'], [null], [undefined]])('has no advice for what nobody foresaw: %s', (error) => {
    expect(advice(error)).toBeNull();
  });
});
