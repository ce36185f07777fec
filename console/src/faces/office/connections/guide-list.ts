import type { Connection } from '../../../api/connections';

/** What stands in a guide's code in the place of the connection's own. */
export interface GuideValues {
  readonly address: string;
  /** The host of the address, with its port. */
  readonly host: string;
  /** Shown once, so mostly a blank to fill in. */
  readonly secret: string;
}

export interface Guide {
  /** Under `guide.<words>` of the page's words. */
  readonly words: 'wordpress' | 'cedx' | 'akismetApi' | 'names' | 'curl' | 'coralPhase' | 'coralPerspective' | 'openai';
  /** As the consumer calls itself; names are not translated. */
  readonly consumer: string;
  readonly code: (values: GuideValues) => string;
}

const wordpress = ({ address }: GuideValues): string => `<?php // wp-content/mu-plugins/weir.php
add_filter('pre_http_request', function ($done, $args, $url) {
    $parts = wp_parse_url($url);
    if (!preg_match('/^(?:([a-z0-9]{12})\\.)?rest\\.akismet\\.com$/', $parts['host'] ?? '', $label)) {
        return $done;
    }
    unset($args['headers']['Host'], $args['headers']['host']);
    if (!empty($label[1]) && is_string($args['body'] ?? null)) {
        $args['body'] .= '&api_key=' . $label[1];
    }
    $query = isset($parts['query']) ? '?' . $parts['query'] : '';
    return wp_remote_request('${address}' . $parts['path'] . $query, $args);
}, 10, 3);`;

/** What a person does at the other end, by dialect. A dialect without guides shows its address and key alone. */
export const GUIDES: Readonly<Record<Connection['dialect'], readonly Guide[]>> = {
  akismet: [
    { words: 'wordpress', consumer: 'WordPress (Akismet)', code: wordpress },
    { words: 'names', consumer: 'Discourse · Waline · Artalk · NodeBB', code: ({ host }) => `rest.akismet.com    CNAME  ${host}\n*.rest.akismet.com  CNAME  ${host}` },
    { words: 'cedx', consumer: '@cedx/akismet', code: ({ address, secret }) => `const client = new Client("${secret}", new Blog({ url: "https://news.example" }), { baseUrl: "${address}" });` },
    { words: 'akismetApi', consumer: 'akismet-api', code: ({ host, secret }) => `const client = new AkismetClient({ key: "${secret}", blog: "https://news.example", host: "${host}" });` },
    { words: 'curl', consumer: 'curl', code: ({ address, secret }) => `curl ${address}/1.1/comment-check \\\n  -d api_key=${secret} -d blog=https://news.example -d user_ip=203.0.113.9 \\\n  -d comment_content='A quiet remark'` },
  ],
  coral: [{ words: 'coralPhase', consumer: 'Coral', code: ({ address }) => address }],
  perspective: [
    { words: 'coralPerspective', consumer: 'Coral', code: ({ address, secret }) => `${address}\n${secret}` },
    { words: 'curl', consumer: 'curl', code: ({ address, secret }) => `curl '${address}/comments:analyze?key=${secret}' \\\n  -H 'content-type: application/json' \\\n  -d '{"comment": {"text": "A quiet remark"}, "requestedAttributes": {"TOXICITY": {}}}'` },
  ],
  openai: [
    { words: 'openai', consumer: 'openai', code: ({ address, secret }) => `OPENAI_BASE_URL=${address}\nOPENAI_API_KEY=${secret}` },
    { words: 'curl', consumer: 'curl', code: ({ address, secret }) => `curl ${address}/moderations \\\n  -H 'authorization: Bearer ${secret}' -H 'content-type: application/json' \\\n  -d '{"input": "A quiet remark"}'` },
  ],
};
