import { Injectable } from '@nestjs/common';
import type { AuthorId } from '../../domain/ids';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import type { Plain } from '../../platform/http/plain';
import { AuthorPanelStore } from '../../store/author-panel.store';
import { authorActionOf } from '../decision.dto';
import type { DeskCall } from '../desk-call';
import type { PutStandingDto } from './author.dto';
import { type StandingView, standingView } from './author.view';
import { AuthorStandings } from './author-standings';

/** Makes something of an author, or ends it. It holds from their next comment on; what they wrote before stays as it is. */
@Injectable()
export class ChangeStanding {
  constructor(
    private readonly work: UnitOfWork,
    private readonly standings: AuthorStandings,
    private readonly authors: AuthorPanelStore,
  ) {}

  async put(id: AuthorId, { note, ...dto }: PutStandingDto, call: DeskCall): Promise<Plain<StandingView>> {
    const action = authorActionOf(dto, '/until');
    const row = await this.work.run(async (tx) => {
      await this.standings.set(tx, call, id, { ...action, note: note ?? null });
      return this.authors.find(tx, call.site.id, id);
    });
    const view = row && standingView(row, call.now);
    if (!view) throw new Error('The standing was written and is not there');
    return view;
  }

  /** Ending what is not there changes nothing. */
  async end(id: AuthorId, call: DeskCall): Promise<void> {
    await this.work.run((tx) => this.standings.set(tx, call, id, null));
  }
}
