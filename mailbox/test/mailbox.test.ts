import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import nodemailer from 'nodemailer';
import { type Mailbox, startMailbox } from '../src/index.ts';

let mailbox: Mailbox;
beforeAll(async () => {
  mailbox = await startMailbox();
});
afterAll(() => mailbox.stop());

const send = (address: string, subject = 'Grüße') =>
  nodemailer.createTransport(mailbox.smtpUrl).sendMail({
    from: 'Boxstub <tickets@example.com>',
    to: address,
    subject,
    text: 'plain',
    html: '<p>rich</p><script>alert(1)</script>',
    messageId: '<1@example.com>',
  });

describe('the mailbox', () => {
  it('shows a received mail in its API and on its page, where it can run no script', async () => {
    await send('reader@example.com');

    const [summary] = (await (await fetch(`${mailbox.url}/api/mails?to=READER@example.com`)).json()) as {
      id: string;
    }[];
    expect(summary).toMatchObject({ subject: 'Grüße', to: ['reader@example.com'], messageId: '<1@example.com>' });
    const mail = await (await fetch(`${mailbox.url}/api/mails/${summary?.id}`)).json();
    expect(mail).toMatchObject({ text: 'plain\n', from: 'Boxstub <tickets@example.com>' });
    const shown = await fetch(`${mailbox.url}/mails/${summary?.id}`);
    expect(await shown.text()).toContain('<p>rich</p>');
    expect(shown.headers.get('content-security-policy')).toMatch(/^sandbox (?!.*allow-scripts)/);
    const page = await (await fetch(mailbox.url)).text();
    expect(page).not.toMatch(/https?:\/\//);
  });

  it.each([550, 451])('refuses an address that asks for it with %i', async (code) => {
    await expect(send(`refuse-${code}@example.com`)).rejects.toMatchObject({ command: 'RCPT TO', responseCode: code });
    expect(mailbox.mails(`refuse-${code}@example.com`)).toEqual([]);
  });

  it('shows mails to no other site whose name resolves to this machine', async () => {
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const { port } = new URL(mailbox.url);
      request({ host: '127.0.0.1', port, path: '/api/mails', headers: { host: 'attacker.example' } }, (response) => {
        response.resume();
        resolve(response.statusCode);
      })
        .on('error', reject)
        .end();
    });
    expect(status).toBe(403);
  });
});
