import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { answerOf, ApiError, client, csrfHeader, isProblem } from './client';
import { useChange } from './office';
import type { components } from '@weir/client/schema';

export type ImportRun = components['schemas']['ImportRunView'];
export type ImportFormat = ImportRun['format'];

const LOOK_AGAIN_MS = 1_000;
const LISTED = 50;

/** Still on its way: what it says of itself changes. */
export function isOpen({ status }: Pick<ImportRun, 'status'>): boolean {
  return status === 'receiving' || status === 'waiting' || status === 'running';
}

/** The latest imports, newest first; looked at again while one of them is on its way. */
export function useImports(site: string) {
  return useQuery({
    queryKey: ['imports', site],
    queryFn: async () => (await answerOf(client.GET('/v1/sites/{site}/imports', { params: { path: { site }, query: { limit: LISTED } } }))).items,
    refetchInterval: ({ state }) => (state.data?.some(isOpen) === true ? LOOK_AGAIN_MS : false),
  });
}

export function useImport(site: string, id: string) {
  return useQuery({
    queryKey: ['imports', site, id],
    queryFn: () => answerOf(client.GET('/v1/sites/{site}/imports/{id}', { params: { path: { site, id } } })),
    refetchInterval: ({ state }) => (state.data !== undefined && isOpen(state.data) ? LOOK_AGAIN_MS : false),
  });
}

export function useCancelImport(site: string) {
  return useChange(['imports'], site, (id: string) => answerOf(client.DELETE('/v1/sites/{site}/imports/{id}', { params: { path: { site, id } } })));
}

export interface NewImport {
  readonly format: ImportFormat;
  readonly source: string;
  readonly file: File;
}

/** Sends a file and says how much of it has gone; `stop` breaks it off. */
export function useStartImport(site: string) {
  const queries = useQueryClient();
  const [sent, setSent] = useState(0);
  const request = useRef<XMLHttpRequest | null>(null);
  const start = useMutation({
    mutationFn: ({ format, source, file }: NewImport) => new Promise<ImportRun>((resolve, reject) => {
      const query = new URLSearchParams({ format, ...(source === '' ? {} : { source }) });
      const upload = new XMLHttpRequest();
      request.current = upload;
      setSent(0);
      upload.open('POST', `/v1/sites/${encodeURIComponent(site)}/imports?${query.toString()}`);
      upload.setRequestHeader(...csrfHeader());
      upload.setRequestHeader('content-type', 'application/octet-stream');
      upload.responseType = 'json';
      upload.upload.onprogress = ({ loaded }) => { setSent(loaded); };
      upload.onload = () => {
        if (upload.status === 202) resolve(upload.response as ImportRun);
        else reject(new ApiError(upload.status, isProblem(upload.response) ? upload.response : null));
      };
      upload.onerror = () => { reject(new ApiError(0, null)); };
      upload.onabort = upload.onerror;
      upload.send(file);
    }),
    onSettled: () => {
      request.current = null;
      return queries.invalidateQueries({ queryKey: ['imports', site] });
    },
  });
  const stop = (): void => {
    request.current?.abort();
    start.reset();
  };
  return { start, sent, stop };
}
