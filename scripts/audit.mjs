// Asks the registry for known holes in what the service is delivered with: prints each, fails for a critical one. A registry
// that keeps no advisories is no reason to fail: it is said, so that nobody takes silence for a clean bill.
import { spawnSync } from 'node:child_process';

const { stdout } = spawnSync('npm', ['audit', '--omit=dev', '--json'], { encoding: 'utf8', timeout: 120_000, maxBuffer: 64 * 1024 * 1024, shell: process.platform === 'win32' });

/** Null where the answer is no report. */
function reportIn(text) {
  try {
    const report = JSON.parse(text);
    return report.vulnerabilities === undefined ? null : report;
  } catch {
    return null;
  }
}

const report = reportIn(stdout ?? '');
if (report === null) {
  console.log('Dependencies: not checked, the registry gives no advisories.');
} else {
  const found = Object.values(report.vulnerabilities);
  for (const { name, severity, range, fixAvailable } of found) console.log(`${severity}: ${name} ${range}${fixAvailable === false ? '' : ' (a fix is there)'}`);
  const critical = found.filter(({ severity }) => severity === 'critical').length;
  console.log(`Dependencies: ${String(found.length)} with known holes, ${String(critical)} of them critical.`);
  process.exitCode = critical > 0 ? 1 : 0;
}
