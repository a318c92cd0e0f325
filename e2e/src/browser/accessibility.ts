import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Violations of WCAG 2.2 AA and of axe's best practices: rule, description and elements. */
export async function violationsOn(page: Page): Promise<string[]> {
  const axe = new AxeBuilder({ page }).withTags(rules);
  // axe compares the page's own colours; in forced colours the browser draws others.
  if (await page.evaluate<boolean>(forcedColors)) axe.disableRules(['color-contrast']);
  const { violations } = await axe.analyze();
  const found = violations.map(
    ({ id, help, nodes }) => `${id}: ${help} — ${nodes.map(({ target }) => target.join(' ')).join(', ')}`,
  );
  return [...found, ...(await overflowOf(page))];
}

// What runs in the browser is text: this program does not have the browser's types.
const forcedColors = "matchMedia('(forced-colors: active)').matches";
const overflow = `(() => {
  const { clientWidth, scrollWidth } = document.documentElement;
  if (scrollWidth <= clientWidth) return [];
  const wide = [...document.body.querySelectorAll('*')].filter(
    (element) => element.getBoundingClientRect().right > clientWidth + 1,
  );
  const names = wide.map(({ tagName, className }) => tagName.toLowerCase() + '.' + className);
  return ['reflow: ' + scrollWidth + ' px in a window of ' + clientWidth + ' — ' + names.slice(0, 5).join(', ')];
})()`;

/** A page that is wider than its window (WCAG 1.4.10, reflow), with the elements that make it so. axe has no rule for it. */
const overflowOf = (page: Page): Promise<string[]> => page.evaluate(overflow);
