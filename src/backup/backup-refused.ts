/** Why a backup cannot be made, read or restored, in a sentence for the person at the terminal, and what they can do. */
export class BackupRefused extends Error {
  constructor(
    message: string,
    readonly advice: string,
  ) {
    super(message);
    this.name = 'BackupRefused';
  }
}
