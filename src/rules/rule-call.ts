import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { WeirRequest } from '../access/access.decorator';
import type { Call } from '../access/call';
import type { Site } from '../domain/actor';

/** Who changes the rules of which site. */
export interface RuleCall {
  readonly call: Call;
  readonly site: Site;
}

/** The change behind a request. Only on routes with a signed-in caller and a site. */
export const CurrentRuleCall = createParamDecorator((_: unknown, context: ExecutionContext): RuleCall => {
  const { weir, id } = context.switchToHttp().getRequest<WeirRequest>();
  if (!weir?.actor || !weir.site) throw new Error('CurrentRuleCall stands on a route without a signed-in caller and a site');
  return { call: { actor: weir.actor, requestId: id }, site: weir.site };
});
