import { type Browser, chromium } from 'playwright-core';
import { loadConfig } from '../config.ts';

// Chromium as root has no sandbox of its own, and asks the network for things it does not need here.
const args = ['--no-sandbox', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

/** @throws when there is no Chromium: CHROMIUM names one */
export const openBrowser = (): Promise<Browser> => chromium.launch({ executablePath: loadConfig().chromium, args });
