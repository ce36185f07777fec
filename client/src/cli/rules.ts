import { type components, got } from '../client.js';
import { type Command, text, UsageError, wholeText } from './run.js';

type Report = components['schemas']['CheckRuleSetView'];

export async function rules(command: Command): Promise<number> {
  const [what, file] = command.words;
  switch (what) {
    case 'check':
      return checkRules(command, file);
    case 'try':
      return tryRules(command);
    case 'publish':
      return publish(command, file);
    default:
      throw new UsageError('rules takes check, try or publish.');
  }
}

/** YAML goes as it is: line numbers in the answer are those of the file. */
function yamlBody(yaml: string): { body: never; bodySerializer: () => string; headers: Record<string, string> } {
  return { body: yaml as never, bodySerializer: () => yaml, headers: { 'content-type': 'application/yaml' } };
}

async function checkRules({ weir, flags, open, out }: Command, file: string | undefined): Promise<number> {
  const params = { path: { site: weir.site } };
  const report = got(await weir.api.POST('/v1/sites/{site}/rule-set/draft:check', file === undefined ? { params, body: {} as never } : { params, ...yamlBody(await wholeText(open(file))) }));
  out(flags.json === true ? `${JSON.stringify(report)}\n` : said(report));
  return report.errors.length === 0 ? 0 : 1;
}

function said({ errors, warnings }: Report): string {
  const line = (kind: string, { message, pointer, line: at }: Report['errors'][number]): string => `${kind}${at === 0 ? '' : `, line ${String(at)}`}: ${pointer === '' ? '' : `${pointer}: `}${message}\n`;
  return errors.length + warnings.length === 0 ? 'no errors\n' : [...errors.map((each) => line('error', each)), ...warnings.map((each) => line('warning', each))].join('');
}

async function tryRules({ weir, flags, open, stdin, out }: Command): Promise<number> {
  const draft = text(flags, 'draft');
  const comment = { body: text(flags, 'body') ?? (await wholeText(stdin)) };
  const yaml = draft === undefined ? {} : { yaml: await wholeText(open(draft)) };
  const tried = got(await weir.api.POST('/v1/sites/{site}/rule-set/draft:try', { params: { path: { site: weir.site } }, body: { comments: [comment], ...yaml } as components['schemas']['TryRuleSetDto'] }));
  out(`${JSON.stringify(tried, null, flags.json === true ? 0 : 2)}\n`);
  return 0;
}

async function publish({ weir, flags, open, out }: Command, file: string | undefined): Promise<number> {
  const note = text(flags, 'note');
  if (note === undefined) throw new UsageError('Why? Give --note: the history shows it.');
  const path = { site: weir.site };
  const draft = got(await weir.api.GET('/v1/sites/{site}/rule-set/draft', { params: { path } })) as components['schemas']['DraftView'];
  let tag = `"${String(draft.version)}"`;
  if (file !== undefined) {
    const yaml = yamlBody(await wholeText(open(file)));
    const saved = got(await weir.api.PUT('/v1/sites/{site}/rule-set/draft', { params: { path, header: { 'if-match': tag } }, ...yaml, headers: { ...yaml.headers, 'if-match': tag } }));
    tag = `"${String(saved.version)}"`;
  }
  const version = got(await weir.api.POST('/v1/sites/{site}/rule-set/versions', { params: { path, header: { 'if-match': tag } }, body: { note } }));
  out(flags.json === true ? `${JSON.stringify(version)}\n` : `published\n`);
  return 0;
}
