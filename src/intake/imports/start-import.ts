import { Injectable } from '@nestjs/common';
import { type Call, changeLine } from '../../access/call';
import { actorKey, type Site } from '../../domain/actor';
import { problem } from '../../domain/errors';
import type { ImportRunId } from '../../domain/ids';
import { must } from '../../domain/must';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import type { UploadedFile } from '../../platform/http/uploads';
import type { Plain } from '../../platform/http/plain';
import { newId } from '../../platform/ids';
import { EventStore } from '../../store/event.store';
import { ImportRunStore } from '../../store/import-run.store';
import type { StartImportQuery } from './import.dto';
import { type ImportRunView, importRunView } from './import.view';
import { RunImports } from './run-imports';

/** Bytes of a file: beyond this it is sent in parts, which an import does not mind. */
export const LARGEST_FILE = 64 * 1024 ** 3;
/** Of one site, waiting and running. */
export const MOST_OPEN = 10;
const PIECE_BYTES = 1 << 20;
/** An upload that was not heard of for so long is given up. */
const RECEIVING_MS = 120_000;

/** Takes a file and leaves it to the worker. It is kept in the database piece by piece, so that any process can go on with it. */
@Injectable()
export class StartImport {
  constructor(
    private readonly work: UnitOfWork,
    private readonly runs: ImportRunStore,
    private readonly events: EventStore,
    private readonly imports: RunImports,
  ) {}

  async execute(site: Site, call: Call, { format, source }: StartImportQuery, file: UploadedFile | null): Promise<Plain<ImportRunView>> {
    if (!file || file.declaredBytes === 0) throw problem('malformed_request', 'Send the file as the body of the request.');
    if ((file.declaredBytes ?? 0) > LARGEST_FILE) throw tooLarge();
    const id = newId<ImportRunId>();
    const now = new Date();
    await this.work.run(async (tx) => {
      const run = { id, format, source: source ?? format, requestedBy: call.actor === null ? 'system' : actorKey(call.actor), createdAt: now };
      if (!(await this.runs.add(tx, site.id, run, { until: new Date(now.getTime() + RECEIVING_MS), mostOpen: MOST_OPEN }))) throw problem('not_possible', `This site has ${String(MOST_OPEN)} imports that wait or run. Wait for one of them, or cancel it.`);
      await this.events.append(tx, site.id, [changeLine(call, 'import.started', { run: id, format, source: run.source }, now)]);
    });
    try {
      await this.receive(site, id, file);
    } catch (error) {
      await this.work.run((tx) => this.runs.endOpen(tx, site.id, id, { status: 'failed', failure: 'The upload ended before the file was whole.', now: new Date() })).catch(() => undefined);
      throw error;
    }
    this.imports.wake();
    return importRunView(must(await this.runs.find(this.work.reads, site.id, id), 'import run'));
  }

  private async receive(site: Site, id: ImportRunId, file: UploadedFile): Promise<void> {
    const state = { place: 0, bytes: 0 };
    const keep = async (data: Buffer): Promise<void> => {
      state.bytes += data.length;
      if (state.bytes > LARGEST_FILE) throw tooLarge();
      const piece = { place: state.place++, data, bytes: state.bytes, until: new Date(Date.now() + RECEIVING_MS) };
      if (!(await this.work.run((tx) => this.runs.receive(tx, site.id, id, piece)))) throw problem('not_possible', 'The import was cancelled while its file was sent.');
    };
    for await (const piece of inPieces(file.read())) await keep(piece);
    if (state.bytes === 0) throw problem('malformed_request', 'Send the file as the body of the request.');
    if (file.declaredBytes !== null && state.bytes !== file.declaredBytes) throw problem('malformed_request', 'The upload ended before the file was whole.');
    if (!(await this.work.run((tx) => this.runs.received(tx, site.id, id)))) throw problem('not_possible', 'The import was cancelled while its file was sent.');
  }
}

/** The same bytes in pieces of one size, however they come from the network. */
async function* inPieces(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let kept: Buffer[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    kept.push(chunk);
    length += chunk.length;
    if (length < PIECE_BYTES) continue;
    yield Buffer.concat(kept);
    [kept, length] = [[], 0];
  }
  if (length > 0) yield Buffer.concat(kept);
}

function tooLarge(): Error {
  return problem('payload_too_large', `A file may have at most ${String(LARGEST_FILE / 1024 ** 3)} GB. Send it in parts: an import knows what it has seen.`);
}
