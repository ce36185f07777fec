export const USAGE = `weir: a command line for a Weir service

  weir submit  --article ID [comment]          submit a comment
  weir check   --article ID [comment]          judge a comment, store nothing
  weir import  FORMAT FILE [--source NAME]     import old comments and wait for the end
  weir export  [FILE]                          everything as JSON Lines
  weir rules   check [FILE]                    errors, warnings and failing examples of the draft or of FILE
  weir rules   try --body TEXT [--draft FILE]  what the draft or FILE says of a text
  weir rules   publish [FILE] --note TEXT      publish the draft, or save FILE as the draft first
  weir backtest [--against draft|VERSION]      try rules on the past and wait for the result
  weir keys    list | create NAME SCOPE… | revoke ID

A comment: --body TEXT (without it, standard input), --author-id, --author-name, --external-id, --parent-id, --title,
--format text|html|markdown, --article-title, --article-url. FORMAT: weir, wordpress, disqus, remark42, isso, commento.
FILE may be - for standard input.

Everywhere: --url (WEIR_URL, default http://localhost:3000), --site (WEIR_SITE), --token (WEIR_TOKEN; a site key or a
personal token), --json (the service's own answer, for programs), --help, --version.

Exit codes: 0 done, 1 the service refused or the work failed, 2 wrong use, 3 the service cannot be reached,
4 with --fail-on flag|hold|reject: the verdict is that or worse.
`;
