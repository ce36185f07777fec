import { LiveStreams } from './live-streams';
import { OpenStream } from './open-stream';
import { StreamController } from './stream.controller';

/** What happens, as it happens. */
export const streamParts = { controllers: [StreamController], providers: [LiveStreams, OpenStream] };
