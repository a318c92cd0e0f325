'use client';

import dynamic from 'next/dynamic';

/** Comes after the page and only to who is signed in: with its schemas it would be an eighth of what browse sends. */
export const LazyHoldBar = dynamic(() => import('./hold-bar.tsx').then(({ HoldBar }) => HoldBar), { ssr: false });
