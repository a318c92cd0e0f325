import { join } from 'node:path';
import express, { type Express, type RequestHandler } from 'express';
import type { MailList, ReceivedMail } from './mail-list.ts';

const page = join(import.meta.dirname, 'page');
const loopback = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Another site's name may resolve to this machine, and its page would read the mails. */
const onlyLoopback: RequestHandler = ({ hostname }, res, next) => {
  if (loopback.has(hostname)) next();
  else res.status(403).json({ error: 'open this page as localhost' });
};

const pagePolicy = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; frame-src 'self'";
/** A mail runs no script and loads nothing; its links open in a new tab. */
const mailPolicy =
  "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:";

const summaryOf = ({ html: _html, text: _text, ...rest }: ReceivedMail) => rest;

/** The page, and an API for tests: GET and DELETE /api/mails, GET /api/mails/:id. */
export function createMailboxApp(mails: MailList): Express {
  const app = express().disable('x-powered-by');
  app.get('/readyz', (_req, res) => void res.json({ status: 'ok' }));
  app.use(onlyLoopback, (_req, res, next) => {
    res.set({
      'Content-Security-Policy': pagePolicy,
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'no-store',
    });
    next();
  });
  app.get('/api/mails', ({ query: { to } }, res) => {
    res.json(mails.list(typeof to === 'string' ? to : undefined).map(summaryOf));
  });
  app.delete('/api/mails', (_req, res) => {
    mails.clear();
    res.status(204).end();
  });
  app.get('/api/mails/:id', ({ params }, res) => {
    const mail = mails.find(params.id);
    if (mail) res.json(mail);
    else res.status(404).json({ error: 'no such mail' });
  });
  app.get('/mails/:id', ({ params }, res) => {
    const mail = mails.find(params.id);
    res.set('Content-Security-Policy', mailPolicy).type('html');
    res.status(mail?.html ? 200 : 404).send(`<base target="_blank">${mail?.html ?? 'no such mail'}`);
  });
  app.use(express.static(page));
  return app;
}
