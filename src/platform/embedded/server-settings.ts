/**
 * What must hold at every start, as command line arguments, which win over `postgresql.conf`.
 * `durable: false` is for throw-away databases of tests: a crash of the machine loses them.
 */
export function serverArguments(pgData: string, port: number, durable: boolean): string[] {
  const safety = durable ? 'on' : 'off';
  const settings = {
    listen_addresses: '127.0.0.1',
    port: port.toString(),
    // No socket file: its path would have to be short and writable, and loopback with a password needs neither.
    unix_socket_directories: '',
    logging_collector: 'off',
    // Named although `on` is the default: "accepted means kept" rests on them.
    fsync: safety,
    synchronous_commit: safety,
    full_page_writes: safety,
  };
  return ['-D', pgData, ...asFlags(settings)];
}

/** What initdb writes into `postgresql.conf`, where an admin may change it. */
export function initialSettings(durable: boolean): string[] {
  return asFlags({
    timezone: 'UTC',
    log_timezone: 'UTC',
    max_connections: '100',
    shared_buffers: durable ? '256MB' : '64MB',
    // Statements are short; compiling them costs more than it saves.
    jit: 'off',
    // Data lies on SSDs nowadays: random reads cost about as much as sequential ones.
    random_page_cost: '1.1',
    // Rarer checkpoints: after each, the first change of every page writes the whole page into the log.
    max_wal_size: '2GB',
    checkpoint_timeout: '15min',
  });
}

function asFlags(settings: Readonly<Record<string, string>>): string[] {
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

/** What the server's programs may see of our environment: not the service's secrets, and no PG… variable that bends them. */
export function serverEnvironment(): NodeJS.ProcessEnv {
  const kept = ['PATH', 'TMPDIR', 'TEMP', 'TMP', 'SystemRoot', 'LD_LIBRARY_PATH'];
  // eslint-disable-next-line no-restricted-properties -- because these are not settings of ours but what any child process needs
  const { env } = process;
  const entries = kept.flatMap((name) => (env[name] === undefined ? [] : [[name, env[name]] as const]));
  // English messages: a failed start is understood by what the server says.
  return { ...Object.fromEntries(entries), LC_ALL: 'C', TZ: 'UTC' };
}
