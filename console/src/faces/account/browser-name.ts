const BROWSERS = [[/\bEdg\w*\/(\d+)/, 'Edge'], [/\bOPR\/(\d+)/, 'Opera'], [/\bFirefox\/(\d+)/, 'Firefox'], [/\b(?:Headless)?Chrom(?:e|ium)\/(\d+)/, 'Chrome'], [/\bVersion\/(\d+).*Safari/, 'Safari']] as const;
const SYSTEMS = [[/Android/, 'Android'], [/iPhone|iPad/, 'iOS'], [/Windows/, 'Windows'], [/Mac OS X/, 'macOS'], [/Linux|X11/, 'Linux']] as const;

/** What a browser says of itself, in the words that people use for it; as it is, where it is none that everybody knows. Null: it said nothing. */
export function browserName(userAgent: string | null): string | null {
  if (userAgent === null) return null;
  const browser = BROWSERS.find(([pattern]) => pattern.test(userAgent));
  const system = SYSTEMS.find(([pattern]) => pattern.test(userAgent))?.[1];
  if (browser === undefined) return userAgent;
  return [`${browser[1]} ${browser[0].exec(userAgent)?.[1] ?? ''}`, ...(system === undefined ? [] : [system])].join(' · ');
}
