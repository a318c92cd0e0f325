import { type Browser, chromium } from 'playwright-core';
import { loadConfig } from '../config.ts';

// Chromium's sandbox does not work for root. Its background requests are not needed here.
const args = ['--no-sandbox', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

/** @throws when there is no Chromium; CHROMIUM sets its path */
export const openBrowser = (): Promise<Browser> => chromium.launch({ executablePath: loadConfig().chromium, args });
