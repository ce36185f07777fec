import { ApiProperty } from '@nestjs/swagger';

export class PersonRefView {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ type: String, nullable: true, description: 'Null once the person has been removed.' }) name!: string | null;
}
