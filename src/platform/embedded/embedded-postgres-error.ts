export type EmbeddedPostgresFault =
  | 'unsupported_platform'
  | 'binaries_unusable'
  | 'no_system_user'
  | 'data_folder_unusable'
  | 'initdb_failed'
  | 'already_running'
  | 'start_failed';

/** Why the embedded PostgreSQL could not start. `message` says what happened, `advice` what the person at the terminal can do. */
export class EmbeddedPostgresError extends Error {
  constructor(
    readonly fault: EmbeddedPostgresFault,
    message: string,
    readonly advice: string,
  ) {
    super(message);
    this.name = 'EmbeddedPostgresError';
  }
}
