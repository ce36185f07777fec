import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const WATCH_MS = 300;

/**
 * Ends us by SIGTERM when the npm that started us is gone. npm hands SIGTERM to the shell between us alone, and that
 * dies of it without a word; after `kill -9` of npm nobody tells us anything. Either way the service would live on,
 * unseen, and hold port and data folder. Started by `node` directly, we watch nobody.
 */
export function endWithNpm() {
  if (process.env.npm_lifecycle_event === undefined || process.platform === 'win32') return;
  const parent = process.ppid;
  const npm = [parent, look(parent).parent].find((pid) => look(pid).title.startsWith('npm'));
  const watch = setInterval(() => {
    if (process.ppid === parent && (npm === undefined || isAlive(npm))) return;
    clearInterval(watch);
    process.kill(process.pid, 'SIGTERM');
  }, WATCH_MS);
  watch.unref();
}

/** Title and parent of a process. Linux tells by files, also where there is no `ps`. */
function look(pid) {
  if (process.platform === 'linux') {
    try {
      const [, title, parent] = /^\d+ \((.*)\) \S (\d+)/s.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'));
      return { title, parent: Number(parent) };
    } catch {
      return { title: '', parent: 0 };
    }
  }
  const said = (spawnSync('ps', ['-o', 'ppid=,args=', '-p', String(pid)], { encoding: 'utf8' }).stdout ?? '').trim();
  const [, parent, title] = /^(\d+)\s+(.*)/.exec(said) ?? [];
  return { title: title ?? '', parent: Number(parent ?? 0) };
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
