import { AddView } from './add-view';
import { ChangeView } from './change-view';
import { ListViews } from './list-views';
import { SavedViews } from './saved-views';
import { ViewsController } from './views.controller';

/** Saved views, as the module of the review desk takes them in. */
export const viewParts = { controllers: [ViewsController], providers: [AddView, ChangeView, ListViews, SavedViews] };
