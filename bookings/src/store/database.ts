import { PrismaPg } from '@prisma/adapter-pg';
import { adapterOptions, openPool, type PoolOptions } from '@ticketing/common/postgres';
import { type Prisma, PrismaClient } from './prisma/client.ts';

export type Database = PrismaClient;
/** A client inside a transaction. */
export type Tx = Prisma.TransactionClient;

/** Opens a client with a connection pool. @param url postgresql://user:password@host:port/database */
export const openDatabase = (url: string, options?: PoolOptions): Database =>
  new PrismaClient({ adapter: new PrismaPg(openPool(url, options), adapterOptions()) });
