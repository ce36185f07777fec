import { Controller, Get, Logger, Module } from '@nestjs/common';
import { DiscoveryModule, NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Access, Dialect, OwnerOnly, Public } from '../../../src/access/access.decorator';
import { listRoutes, RouteDeclarations, UndeclaredRoutesError } from '../../../src/access/route-declarations';
import type { DialectProtocol } from '../../../src/platform/http/dialect-protocol';
import { startTestApp } from '../../support/app';

@Controller('v1/things')
class ForgetfulController {
  @Public()
  @Get()
  declared(): string {
    return 'ok';
  }

  @Get(':id/open')
  forgotten(): string {
    return 'nobody thought about me';
  }

  @Access('settings.read')
  @Get('siteless')
  siteless(): string {
    return 'which site?';
  }
}

const PROTOCOL: DialectProtocol = { dialect: 'coral', credentialOf: () => null, refusal: () => ({ status: 401, headers: {}, body: '' }), takes: { limit: 1 } };

@Controller()
class DialectController {
  @Dialect(PROTOCOL)
  @Get('v1/sites/:site/coral')
  misplaced(): string {
    return 'whose site?';
  }

  @Dialect(PROTOCOL)
  @Get('coral')
  placed(): string {
    return 'ok';
  }
}

@Controller(['v1/sites/:site/a', 'v1/sites/:site/b'])
class CarefulController {
  @Access('settings.read')
  @Get('/')
  list(): string {
    return 'ok';
  }

  @OwnerOnly()
  @Get('x::check')
  check(): string {
    return 'ok';
  }
}

@Module({ imports: [DiscoveryModule], controllers: [ForgetfulController, DialectController], providers: [RouteDeclarations] })
class ForgetfulModule {}

@Module({ imports: [DiscoveryModule], controllers: [CarefulController], providers: [RouteDeclarations] })
class CarefulModule {}

const create = (module: new () => object): Promise<NestFastifyApplication> => NestFactory.create<NestFastifyApplication>(module, new FastifyAdapter());

beforeAll(() => { Logger.overrideLogger(false); });

describe('the declarations of routes', () => {
  it('keep a service from starting whose routes do not say who may use them, and name them', async () => {
    const app = await create(ForgetfulModule);
    const failure: unknown = await app.init().catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(UndeclaredRoutesError);
    expect((failure as UndeclaredRoutesError).routes).toEqual(['GET /v1/things/:id/open', 'GET /v1/things/siteless (its path has no :site)', "GET /v1/sites/:site/coral (its site is the connection's, not the path's)"]);
    await app.close();
  });

  it('list every route under every path of its controller', async () => {
    const app = await (await create(CarefulModule)).init();
    expect(listRoutes(app).map(({ method, path, rule }) => `${method} ${path} ${rule.kind}`)).toEqual([
      'GET /v1/sites/:site/a site',
      'GET /v1/sites/:site/b site',
      'GET /v1/sites/:site/a/x::check owner',
      'GET /v1/sites/:site/b/x::check owner',
    ]);
    await app.close();
  });

  it('list exactly the routes that the server has', async () => {
    const service = await startTestApp();
    try {
      const fastify = service.app.getHttpAdapter().getInstance();
      const missing = listRoutes(service.app).filter(({ method, path }) => method !== 'ALL' && !fastify.hasRoute({ method, url: path }));
      expect(missing).toEqual([]);
      expect(listRoutes(service.app).length).toBeGreaterThan(15);
    } finally {
      await service.close();
    }
  });
});
