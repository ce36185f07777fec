import 'reflect-metadata';
import { Body, Controller, Injectable, Module, Post, ValidationPipe } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { InjectRepository, TypeOrmModule } from '@nestjs/typeorm';
import { IsOptional, IsString, Length } from 'class-validator';
import { Column, CreateDateColumn, Entity, PrimaryGeneratedColumn, Repository } from 'typeorm';

// The peer of the intake benchmark: what a team writes on the first day. One request, three rows, `repository.save` each.

@Entity('peer_comment')
class PeerComment {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('text') article!: string;
  @Column('text') author!: string;
  @Column('text') status!: string;
  @CreateDateColumn({ type: 'timestamptz' }) createdAt!: Date;
}

@Entity('peer_revision')
class PeerRevision {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('uuid') commentId!: string;
  @Column('text') body!: string;
}

@Entity('peer_evaluation')
class PeerEvaluation {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('uuid') commentId!: string;
  @Column('jsonb') verdict!: object;
}

class PeerDto {
  @IsString() @Length(1, 200) article!: string;
  @IsString() @Length(1, 200) author!: string;
  @IsString() @Length(1, 10_000) body!: string;
  @IsOptional() @IsString() format?: string;
}

@Injectable()
class PeerService {
  constructor(
    @InjectRepository(PeerComment) private readonly comments: Repository<PeerComment>,
    @InjectRepository(PeerRevision) private readonly revisions: Repository<PeerRevision>,
    @InjectRepository(PeerEvaluation) private readonly evaluations: Repository<PeerEvaluation>,
  ) {}

  async save({ article, author, body }: PeerDto): Promise<PeerComment> {
    const comment = await this.comments.save({ article, author, status: 'published' });
    await this.revisions.save({ commentId: comment.id, body });
    await this.evaluations.save({ commentId: comment.id, verdict: { action: 'publish', hits: [] } });
    return comment;
  }
}

@Controller()
class PeerController {
  constructor(private readonly service: PeerService) {}

  @Post('comments')
  create(@Body() dto: PeerDto): Promise<PeerComment> {
    return this.service.save(dto);
  }
}

async function main(): Promise<void> {
  const entities = [PeerComment, PeerRevision, PeerEvaluation];
  const database = TypeOrmModule.forRoot({ type: 'postgres', url: process.env['DATABASE_URL'] ?? '', entities, synchronize: true, poolSize: 16 });

  @Module({ imports: [database, TypeOrmModule.forFeature(entities)], controllers: [PeerController], providers: [PeerService] })
  class PeerModule {}

  const app = await NestFactory.create<NestFastifyApplication>(PeerModule, new FastifyAdapter(), { logger: false });
  app.useGlobalPipes(new ValidationPipe({ whitelist: true, transform: true }));
  await app.listen(Number(process.env['PORT']), '127.0.0.1');
  console.log('ready');
}

void main();
