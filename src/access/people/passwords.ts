import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { hash, verify } from '@node-rs/argon2';

/** argon2id (the library's default) as the OWASP password storage sheet asks: 19 MiB, two passes, one lane. */
const PARAMETERS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export const SHORTEST_PASSWORD = 12;
export const LONGEST_PASSWORD = 200;

export function hashPassword(password: string): Promise<string> {
  return hash(password, PARAMETERS);
}

/** 144 random bits, in letters that survive being copied. */
export function generatePassword(): string {
  return randomBytes(18).toString('base64url');
}

@Injectable()
export class Passwords {
  private decoy: Promise<string> | undefined;

  /** False without a hash too, after the same work: the time must not tell whether somebody has an account. */
  async matches(passwordHash: string | null, password: string): Promise<boolean> {
    this.decoy ??= hashPassword(generatePassword());
    const isRight = await verify(passwordHash ?? (await this.decoy), password);
    return isRight && passwordHash !== null;
  }
}
