import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

/** What one household or office usually shares: an IPv4 /24, an IPv6 /48. Null for what is no address. */
export function addressRange(address: string): string | null {
  // Stricter than ipaddr.js, which reads 192.0.2 as 192.0.0.2.
  if (isIP(address) === 0) return null;
  const parsed = ipaddr.process(address);
  const bytes = parsed.toByteArray();
  return parsed.kind() === 'ipv4' ? `${bytes.slice(0, 3).join('.')}.0/24` : `${Buffer.from(bytes.slice(0, 6)).toString('hex')}::/48`;
}
