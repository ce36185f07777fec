import { ListTemplates } from './list-templates';
import { RemoveTemplate } from './remove-template';
import { RenderTemplate } from './render-template';
import { SaveTemplate } from './save-template';
import { TemplatesController } from './templates.controller';

/** What authors are written, for the module. */
export const templateParts = { controllers: [TemplatesController], providers: [ListTemplates, RemoveTemplate, RenderTemplate, SaveTemplate] };
