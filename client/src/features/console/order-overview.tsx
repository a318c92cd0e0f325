import { getTranslations } from 'next-intl/server';
import { isRefusedWith } from '@/api/problem.ts';
import { Notice } from '@/ui/notice.tsx';
import { readOrderView } from './api/server.ts';
import { CodeBlock } from './code.tsx';
import { orderViewPath } from './logic/order-id.ts';
import { unavailableIn } from './logic/order-view.ts';
import { OrderFacts } from './order-facts.tsx';
import { OrderLetters } from './order-letters.tsx';
import { OrderInService } from './order-service.tsx';
import { OrderTimeline } from './order-timeline.tsx';
import { Folded, Nothing, Section } from './section.tsx';
import { Unavailable } from './unavailable.tsx';

/** Everything about an order. It is streamed into the page, because ops asks every service and the broker. */
export async function OrderOverview({ orderId }: { orderId: string }) {
  const [answer, t] = await Promise.all([readOrderView(orderId), getTranslations('ops.order')]);
  if (!answer.ok) {
    const { problem } = answer;
    if (isRefusedWith(problem, 404)) return <Notice title={t('unknownTitle')}>{t('unknown')}</Notice>;
    return <Unavailable problem={problem} path={orderViewPath(orderId)} what="order" />;
  }
  const order = answer.value;
  const now = Date.now();
  const away = unavailableIn(order.services);
  return (
    <div className="flex flex-col gap-8">
      {away.length > 0 && (
        <Notice role="alert" title={t('partial')}>
          {t('partialText', { services: away.join(', ') })}
        </Notice>
      )}
      {order.letters.length > 0 && <OrderLetters letters={order.letters} now={now} />}
      <div className="grid grid-cols-1 gap-8 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <Section title={t('timeline')}>
          {!order.areTopicsRead && <p className="text-sm">{t('topicsNotRead')}</p>}
          {order.events.length > 0 ? (
            <OrderTimeline events={order.events} areTopicsRead={order.areTopicsRead} />
          ) : (
            <Nothing>{t('noEvents')}</Nothing>
          )}
        </Section>
        <div className="max-lg:order-first">
          <Section title={t('facts')}>
            <OrderFacts order={order} now={now} />
          </Section>
        </div>
      </div>
      <div className="grid grid-cols-1 gap-8 lg:grid-cols-2">
        {order.services.map((service) => (
          <OrderInService key={service.name} service={service} now={now} />
        ))}
      </div>
      <Folded title={t('raw')}>
        <CodeBlock label={t('raw')}>{JSON.stringify(order, null, 2)}</CodeBlock>
      </Folded>
    </div>
  );
}
