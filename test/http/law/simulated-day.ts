import type { Answer } from '../../support/client';
import { expectStatus } from '../../support/world';
import type { Court } from './court';

/** Three hundred things that happen to comments, in an order that is the same each time. */
export async function day(court: Court): Promise<void> {
  const reasons = ['abuse', 'hate', 'spam', 'other'];
  const authorActions = [{ kind: 'premoderate' }, { kind: 'ban' }, { kind: 'suspend', until: new Date(Date.now() + 86_400_000).toISOString() }];
  const categories = ['VIOLENCE', 'SCAMS_AND_FRAUD', 'CYBER_VIOLENCE'];
  const texts = ['A calm remark about the weather.', 'a blimflax here', 'a zorgplonk here'];
  const comments: string[] = [];
  let [orders, noticed] = [0, 0];
  let decision: Answer['body'] = null;
  expectStatus(await (await court.desk.world.ownerClient()).patch(court.desk.path('settings'), { law: { notices: true } }), 200);
  let seed = 7;
  const below = (n: number): number => (seed = (seed * 48_271) % 2_147_483_647) % n;
  for (let step = 0; step < 300; step++) {
    const id = comments[below(Math.max(1, comments.length))];
    const what = below(10);
    if (id === undefined || what < 3) comments.push(await court.says(texts[below(3)] ?? '', `u-${String(below(12))}`));
    else if (what < 5) {
      const answer: Answer = await court.moderator.client.post(court.desk.path(`comments/${id}/decisions`), { action: 'reject', reasonCode: reasons[below(4)], ...(below(6) === 0 ? { authorAction: authorActions[orders++ % 3] } : {}) }, { 'if-match': `"${String((await court.desk.comment(id)).version)}"` });
      if (answer.status === 201) decision = answer.body;
    } else if (what === 5) {
      const answer: Answer = await court.moderator.client.post(court.desk.path(`comments/${id}/decisions`), { action: 'approve' }, { 'if-match': `"${String((await court.desk.comment(id)).version)}"` });
      if (answer.status === 201) decision = answer.body;
    } else if (what === 6 && decision) {
      await court.moderator.client.post(court.desk.review(`decisions/${String(decision.id)}/reversal`));
      decision = null;
    } else if (what === 7) await court.desk.server.patch(court.desk.path(`comments/${id}`), { body: texts[below(3)] }, { 'if-match': `"${String((await court.desk.comment(id)).version)}"` });
    else if (what === 8) await court.desk.server.post(court.desk.path('law/notices'), { commentId: id, category: categories[below(3)], explanation: 'This is against a law.', name: 'Nora', email: 'nora@elsewhere.example', isGoodFaith: true, isTrustedFlagger: noticed++ % 3 === 0 });
    else await court.desk.server.post(court.desk.path(`comments/${id}/${below(2) === 0 ? 'reports' : 'appeals'}`), below(2) === 0 ? { reason: 'offensive', reporterId: `r-${String(step)}` } : {});
  }
  // Notices that are answered at once, whatever chance has made of the others.
  for (const answer of [{ action: 'reject', reasonCode: 'hate' }, { action: 'approve' }]) {
    const last = await court.says(`A calm remark at the end of the day, before somebody says ${answer.action}.`);
    await court.decide(last, { action: 'approve' });
    expectStatus(await court.desk.server.post(court.desk.path('law/notices'), { commentId: last, category: 'VIOLENCE', explanation: 'This is against a law.', name: 'Nora', email: 'nora@elsewhere.example', isGoodFaith: true, isTrustedFlagger: true }), 201);
    await court.decide(last, answer);
  }
}

/** Straight from the log, comment by comment: which lines began a restriction that is not exempt. */
export async function restrictions(court: Court): Promise<string[]> {
  const lines = await court.desk.rows<{ id: string; type: string; comment_id: string | null; decision_id: string | null; status: string | null; standing: string | null; code: string | null }>(
    `SELECT e.id, e.type, e.comment_id, e.decision_id, e.payload ->> 'status' AS status, e.payload ->> 'standing' AS standing,
       CASE WHEN e.type = 'decision.made' OR e.type = 'author.standing_changed' THEN d.reason_code ELSE v.verdict ->> 'policy' END AS code
     FROM event e JOIN event_position p ON p.event_id = e.id LEFT JOIN decision d ON d.id = e.decision_id
     LEFT JOIN comment_revision r ON r.comment_id = e.comment_id AND r.revision = coalesce((e.payload ->> 'revision')::integer, 1)
     LEFT JOIN evaluation v ON v.id = r.evaluation_id
     WHERE e.site_id = $1 AND e.type IN ('comment.submitted', 'comment.edited', 'comment.held', 'decision.made', 'decision.reversed', 'author.standing_changed') ORDER BY p.position`,
    [court.desk.site.id],
  );
  const isSpam = (code: string | null): boolean => code !== null && /^spam(\.|$)/.test(code);
  const began: string[] = [];
  const inForce = new Map<string, { by: string | null } | null>();
  const endedBy = new Map<string, { comment: string; was: { by: string | null } }>();
  for (const { id, type, comment_id: comment, decision_id: decision, status, standing, code } of lines) {
    if (type === 'author.standing_changed') {
      if (standing !== null && standing !== 'trust' && !isSpam(code)) began.push(id);
    } else if (comment !== null) {
      const now = inForce.get(comment) ?? null;
      if (type === 'decision.reversed') {
        if (status !== 'rejected' || now?.by === decision) inForce.set(comment, null);
        const before = endedBy.get(decision ?? '');
        if (status === 'rejected' && before) inForce.set(comment, before.was);
      } else if (status !== 'rejected') {
        if (now && decision !== null) endedBy.set(decision, { comment, was: now });
        inForce.set(comment, null);
      } else if (!now && !isSpam(code)) {
        began.push(id);
        inForce.set(comment, { by: decision });
      }
    }
  }
  return began.sort();
}
