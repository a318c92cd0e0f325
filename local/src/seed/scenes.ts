import type { Random } from '@ticketing/common/random';

/** Five inks from dark to light. */
export interface Ink {
  night: string;
  deep: string;
  main: string;
  light: string;
  pale: string;
}

type Scene = (ink: Ink, random: Random) => string;

const each = (count: number, draw: (at: number) => string): string =>
  Array.from({ length: count }, (_, at) => draw(at)).join('');

const fill = (colour: string, opacity = 1) => `fill="${colour}" fill-opacity="${opacity}"`;
const line = (colour: string, width: number, opacity = 1) =>
  `fill="none" stroke="${colour}" stroke-width="${width}" stroke-opacity="${opacity}" stroke-linecap="round"`;

const sky = (top: string, bottom: string): string =>
  `<linearGradient id="sky" x2="0" y2="1"><stop stop-color="${top}"/><stop offset="1" stop-color="${bottom}"/></linearGradient>
  <rect width="800" height="1000" fill="url(#sky)"/>`;

/** A light that fades towards its edge. */
const glow = (x: number, y: number, radius: number, colour: string): string => {
  const id = `glow-${x}-${y}`;
  return `<radialGradient id="${id}"><stop stop-color="${colour}"/><stop offset="1" stop-color="${colour}" stop-opacity="0"/></radialGradient>
    <circle cx="${x}" cy="${y}" r="${radius}" fill="url(#${id})"/>`;
};

/** A ridge across the picture: peaks at random heights around a level. */
function ridge(random: Random, level: number, spread: number, colour: string, step = 100): string {
  const points = Array.from({ length: Math.ceil(900 / step) + 1 }, (_, at) => {
    const isPeak = at % 2 === 1;
    return `${at * step - 50},${level + (isPeak ? -1 : 1) * random.between(spread / 3, spread)}`;
  });
  return `<polygon points="-60,1000 ${points.join(' ')} 900,1000" ${fill(colour)}/>`;
}

/** Rolling hills or dunes. */
const roll = (random: Random, level: number, height: number, colour: string): string => {
  const crest = random.between(150, 650);
  return `<path d="M-20 ${level + height} C ${crest - 200} ${level - height}, ${crest + 60} ${level - height}, ${crest + 240} ${level + height / 3} S 760 ${level + height}, 840 ${level} V 1000 H -20 Z" ${fill(colour)}/>`;
};

const waves = (from: number, rows: number, ink: Ink): string =>
  each(rows, (at) => {
    const y = from + at * (46 + at * 6);
    const shift = (at % 2) * 60;
    return `<path d="M${-160 + shift} ${y} q 60 -38 120 0 t 120 0 t 120 0 t 120 0 t 120 0 t 120 0 t 120 0 t 120 0 V 1000 H -160 Z"
      ${fill(at % 2 ? ink.deep : ink.main, 0.9)}/>`;
  });

/** People before a stage: heads, and some raised arms. */
const crowd = (random: Random, { night }: Ink): string =>
  each(3, (row) =>
    each(15, (at) => {
      const [x, y] = [at * 62 - 30 + (row % 2) * 30 + random.between(-8, 8), 830 + row * 70 + random.between(-14, 14)];
      const arm = random.between(0, 9) < 4 ? `<path d="M${x + 20} ${y + 40} l 22 -120" ${line(night, 16)}/>` : '';
      return `<circle cx="${x}" cy="${y}" r="30" ${fill(night)}/><rect x="${x - 40}" y="${y + 22}" width="80" height="200" rx="36" ${fill(night)}/>${arm}`;
    }),
  );

const beams = (ink: Ink): string =>
  each(5, (at) => {
    const x = 80 + at * 160;
    const lean = (at - 2) * 120;
    return `<polygon points="${x - 8},0 ${x + 8},0 ${400 + lean + 130},880 ${400 + lean - 130},880" ${fill(at % 2 ? ink.light : ink.pale, 0.2)}/>`;
  });

const stage: Scene = (ink, random) =>
  `${sky(ink.night, ink.deep)}${glow(400, 560, 470, ink.main)}
  <circle cx="400" cy="520" r="215" ${fill(ink.light)}/><circle cx="400" cy="520" r="215" ${line(ink.pale, 8)}/>
  ${each(9, (at) => `<rect x="${238 + at * 38}" y="${520 - 30 - random.between(10, 110)}" width="20" height="${random.between(120, 240)}" rx="10" ${fill(ink.deep)}/>`)}
  ${beams(ink)}${crowd(random, ink)}`;

const record: Scene = (ink) =>
  `${sky(ink.main, ink.deep)}<circle cx="400" cy="520" r="345" ${fill(ink.night)}/>
  ${each(14, (at) => `<circle cx="400" cy="520" r="${150 + at * 14}" ${line(ink.deep, 2)}/>`)}
  <path d="M400 520 L 640 275 A 345 345 0 0 1 720 400 Z" ${fill(ink.pale, 0.14)}/><path d="M400 520 L 160 765 A 345 345 0 0 1 80 640 Z" ${fill(ink.pale, 0.14)}/>
  <circle cx="400" cy="520" r="128" ${fill(ink.light)}/><circle cx="400" cy="520" r="92" ${line(ink.deep, 4)}/><circle cx="400" cy="520" r="15" ${fill(ink.night)}/>
  <path d="M690 130 L 690 470 L 560 640" ${line(ink.pale, 20)}/><circle cx="690" cy="130" r="50" ${fill(ink.pale)}/><circle cx="690" cy="130" r="20" ${fill(ink.main)}/>`;

const violin: Scene = (ink) =>
  `${sky(ink.pale, ink.light)}
  <g transform="rotate(14 400 500)"><rect x="376" y="60" width="48" height="420" rx="10" ${fill(ink.night)}/>
  <path d="M400 330 c 130 0 170 90 130 170 c -30 60 -20 70 20 130 c 60 100 0 250 -150 250 s -210 -150 -150 -250 c 40 -60 50 -70 20 -130 c -40 -80 0 -170 130 -170 Z" ${fill(ink.main)}/>
  <path d="M400 330 c 130 0 170 90 130 170 c -30 60 -20 70 20 130 c 60 100 0 250 -150 250" ${fill(ink.deep, 0.45)}/>
  <path d="M312 560 c 40 20 -10 90 24 130 M488 560 c -40 20 10 90 -24 130" ${line(ink.night, 14)}/>
  <rect x="340" y="640" width="120" height="16" rx="6" ${fill(ink.pale)}/><path d="M372 780 h 56 l 14 70 h -84 Z" ${fill(ink.night)}/>
  ${each(4, (at) => `<path d="M${385 + at * 10} 70 V 800" ${line(ink.pale, 3)}/>`)}</g>
  <path d="M70 760 L 760 300" ${line(ink.night, 14)}/><path d="M78 776 L 768 316" ${line(ink.pale, 5)}/>`;

const candles: Scene = (ink, random) =>
  `${sky(ink.night, ink.deep)}
  ${each(3, (at) => `<path d="M${120 + at * 210} 640 V 260 a 70 110 0 0 1 140 0 V 640 Z" ${fill(ink.deep)}/><path d="M${120 + at * 210} 640 V 260 a 70 110 0 0 1 140 0 V 640 M${190 + at * 210} 150 V 640 M${120 + at * 210} 400 h 140" ${line(ink.main, 7)}/>`)}
  ${each(9, (at) => {
    const [x, top] = [70 + at * 83, 690 + random.between(-70, 60)];
    return `${glow(x, top - 40, 110, ink.light)}<rect x="${x - 17}" y="${top}" width="34" height="330" rx="6" ${fill(ink.pale)}/>
      <path d="M${x} ${top - 76} c 26 36 20 62 0 66 c -20 -4 -26 -30 0 -66 Z" ${fill(ink.main)}/><path d="M${x} ${top - 48} c 12 18 8 30 0 32 c -8 -2 -12 -14 0 -32 Z" ${fill(ink.pale)}/>`;
  })}`;

const pitch: Scene = (ink) =>
  `<rect width="800" height="1000" ${fill(ink.deep)}/>${each(5, (at) => `<rect y="${at * 200}" width="800" height="100" ${fill(ink.main)}/>`)}
  <g ${line(ink.pale, 9)}><path d="M0 500 H 800"/><circle cx="400" cy="500" r="180"/><rect x="190" y="-20" width="420" height="190"/><rect x="190" y="830" width="420" height="190"/></g>
  <circle cx="400" cy="500" r="128" ${fill(ink.pale)}/>
  <polygon points="400,440 457,481 435,548 365,548 343,481" ${fill(ink.night)}/>
  ${each(5, (at) => `<g transform="rotate(${at * 72} 400 500)"><path d="M400 440 V 385" ${line(ink.night, 8)}/><polygon points="356,380 400,398 444,380 428,375 400,372 372,375" ${fill(ink.night)}/></g>`)}`;

const ice: Scene = (ink, random) =>
  `${sky(ink.pale, ink.light)}
  ${each(16, () => `<path d="M${random.between(-50, 700)} ${random.between(120, 980)} l ${random.between(60, 260)} ${random.between(-50, 30)}" ${line('#ffffff', random.between(2, 6), 0.8)}/>`)}
  <circle cx="400" cy="560" r="290" ${line(ink.main, 12)}/><path d="M0 560 H 800" ${line(ink.deep, 26)}/>
  <g transform="rotate(24 400 500)"><path d="M330 60 L 400 740 Q 406 800 470 806 L 620 812" ${line(ink.night, 42)}/><path d="M415 790 Q 440 806 620 812" ${line(ink.main, 42)}/></g>
  <ellipse cx="560" cy="790" rx="86" ry="34" ${fill(ink.night)}/><ellipse cx="560" cy="768" rx="86" ry="34" ${fill(ink.deep)}/>`;

const road: Scene = (ink, random) =>
  `${sky(ink.pale, ink.light)}<circle cx="400" cy="420" r="190" ${fill(ink.main)}/>
  ${ridge(random, 470, 60, ink.light)}${roll(random, 520, 60, ink.main)}<rect y="560" width="800" height="440" ${fill(ink.deep)}/>
  <polygon points="385,560 415,560 900,1010 -100,1010" ${fill(ink.night)}/>
  ${each(6, (at) => `<polygon points="${398 - at * 1.5},${575 + at * at * 13} ${402 + at * 1.5},${575 + at * at * 13} ${405 + at * 3},${590 + at * at * 16} ${395 - at * 3},${590 + at * at * 16}" ${fill(ink.pale)}/>`)}
  ${each(7, (at) => {
    const [x, y, size] = [
      150 + at * 82 + random.between(-18, 18),
      640 + (at % 3) * 80 + random.between(-10, 10),
      0.8 + (at % 3) * 0.35,
    ];
    return `<g transform="translate(${x} ${y}) scale(${size})" ${line(at % 2 ? ink.main : ink.light, 17)}><circle cx="6" cy="-60" r="9"/><path d="M0 -36 L -8 10 L 16 36 L 8 70 M-8 10 L -30 36 L -54 32 M-2 -28 L 26 -6 L 40 -24 M-4 -28 L -30 -10 L -28 12"/></g>`;
  })}`;

const dunes: Scene = (ink, random) =>
  `${sky(ink.light, ink.pale)}<circle cx="540" cy="300" r="150" ${fill(ink.main)}/>
  ${roll(random, 480, 90, ink.light)}${roll(random, 570, 110, ink.main)}${roll(random, 680, 120, ink.deep)}
  <path d="M-40 930 C 200 760, 420 960, 840 700" ${line(ink.night, 110)}/><path d="M-40 930 C 200 760, 420 960, 840 700" ${line(ink.pale, 5)} stroke-dasharray="34 30"/>
  <g transform="translate(390 800) rotate(-14)"><path d="M-150 18 L -96 -26 L 30 -32 L 66 -62 L 104 -32 L 180 -8 L 186 20 Z" ${fill(ink.pale)}/><rect x="-172" y="-66" width="26" height="80" ${fill(ink.main)}/>
  <circle cx="-96" cy="22" r="40" ${fill(ink.night)}/><circle cx="-96" cy="22" r="17" ${fill(ink.light)}/><circle cx="128" cy="22" r="36" ${fill(ink.night)}/><circle cx="128" cy="22" r="15" ${fill(ink.light)}/></g>
  ${each(5, (at) => `<path d="M${random.between(-20, 60)} ${690 + at * 32} h ${random.between(90, 200)}" ${line(ink.pale, 6, 0.7)}/>`)}`;

const blades: Scene = (ink) =>
  `${sky(ink.night, ink.deep)}<circle cx="400" cy="470" r="300" ${fill(ink.main)}/><circle cx="400" cy="470" r="240" ${line(ink.light, 10)}/>
  ${[-1, 1]
    .map(
      (
        side,
      ) => `<g transform="translate(400 480) scale(${side} 1) rotate(35)"><path d="M0 -420 V 250" ${line(ink.pale, 9)}/>
      <path d="M-90 250 a 90 70 0 0 1 180 0 Z" ${fill(ink.light)}/><rect x="-15" y="250" width="30" height="150" rx="12" ${fill(ink.night)}/><circle cx="0" cy="410" r="20" ${fill(ink.light)}/></g>`,
    )
    .join('')}
  <path d="M120 900 h 560" ${line(ink.light, 12)}/>`;

const curtain: Scene = (ink) =>
  `${sky(ink.night, ink.night)}${glow(400, 700, 460, ink.light)}<ellipse cx="400" cy="850" rx="270" ry="58" ${fill(ink.pale)}/>
  <rect y="860" width="800" height="140" ${fill(ink.deep, 0.85)}/>
  ${[0, 1]
    .map(
      (side) => `<g ${side ? 'transform="translate(800 0) scale(-1 1)"' : ''}>
      ${each(5, (at) => `<path d="M${at * 78 - 10} 0 H ${at * 78 + 72} C ${at * 70 + 60} 300, ${at * 50 + 30} 560, ${at * 30 + 30} 900 H ${at * 26 - 14} C ${at * 46 - 10} 560, ${at * 66} 300, ${at * 78 - 10} 0 Z" ${fill(at % 2 ? ink.main : ink.deep)}/>`)}</g>`,
    )
    .join('')}
  ${each(8, (at) => `<path d="M${at * 100} 0 h 100 v 90 a 50 60 0 0 1 -100 0 Z" ${fill(at % 2 ? ink.deep : ink.main)}/><path d="M${at * 100} 92 a 50 60 0 0 0 100 0" ${line(ink.light, 8)}/>`)}
  <path d="M290 560 q 110 -46 220 0 q 14 170 -110 224 q -124 -54 -110 -224 Z" ${fill(ink.pale)}/>
  <path d="M330 628 q 26 -24 52 0 M418 628 q 26 -24 52 0 M340 690 q 60 66 120 0" ${line(ink.night, 14)}/>`;

const microphone: Scene = (ink, random) =>
  `${sky(ink.main, ink.deep)}${each(12, (at) => `<polygon points="400,430 ${400 + 900 * Math.cos((at * Math.PI) / 6)},${430 + 900 * Math.sin((at * Math.PI) / 6)} ${400 + 900 * Math.cos((at * Math.PI) / 6 + 0.26)},${430 + 900 * Math.sin((at * Math.PI) / 6 + 0.26)}" ${fill(ink.light, 0.35)}/>`)}
  <circle cx="400" cy="430" r="275" ${fill(ink.pale)}/>
  <g transform="rotate(${random.between(-16, 16)} 400 430)"><rect x="378" y="520" width="44" height="520" ${fill(ink.night)}/>
  <path d="M340 470 h 120 l -18 120 h -84 Z" ${fill(ink.night)}/><rect x="326" y="440" width="148" height="40" rx="12" ${fill(ink.deep)}/>
  <clipPath id="mesh"><circle cx="400" cy="345" r="112"/></clipPath>
  <circle cx="400" cy="345" r="118" ${fill(ink.deep)}/><g clip-path="url(#mesh)">
  ${each(8, (at) => `<path d="M280 ${240 + at * 30} h 240 M${295 + at * 30} 225 v 240" ${line(ink.light, 4, 0.55)}/>`)}</g></g>`;

const mountains: Scene = (ink, random) =>
  `${sky(ink.light, ink.pale)}<circle cx="560" cy="300" r="120" ${fill('#ffffff', 0.9)}/>
  ${ridge(random, 430, 130, ink.light, 120)}${ridge(random, 540, 130, ink.main, 140)}${ridge(random, 690, 100, ink.deep, 110)}
  <path d="M-20 870 C 220 790, 480 900, 820 800 V 1000 H -20 Z" ${fill(ink.night)}/><path d="M-20 866 C 220 786, 480 896, 820 796" ${line(ink.pale, 6)}/>
  ${each(4, (at) => {
    const [x, y, turn] = [40 + at * 172, [806, 806, 826, 820][at] ?? 820, [-10, 2, 6, -6][at] ?? 0];
    return `<g transform="translate(${x} ${y}) rotate(${turn})"><rect width="160" height="58" y="-20" rx="${at === 3 ? 26 : 10}" ${fill(at === 3 ? ink.main : ink.pale)}/>
      ${each(4, (window) => `<rect x="${16 + window * 35}" y="-8" width="24" height="20" rx="4" ${fill(ink.deep)}/>`)}</g>`;
  })}`;

const ship: Scene = (ink, random) =>
  `${sky(ink.night, ink.deep)}${each(40, () => `<circle cx="${random.between(0, 800)}" cy="${random.between(0, 520)}" r="${random.between(1, 4)}" ${fill(ink.pale, 0.8)}/>`)}
  ${glow(590, 230, 210, ink.light)}<circle cx="590" cy="230" r="92" ${fill(ink.pale)}/>
  <path d="M110 640 H 690 L 630 760 H 170 Z" ${fill(ink.pale)}/><path d="M140 700 H 660" ${line(ink.main, 16)}/>
  <rect x="200" y="560" width="400" height="82" ${fill(ink.light)}/><rect x="250" y="490" width="280" height="72" ${fill(ink.pale)}/><path d="M330 490 V 390 h 74 V 490 M440 490 V 390 h 74 V 490 Z" ${fill(ink.main)}/>
  ${each(9, (at) => `<rect x="${222 + at * 41}" y="584" width="24" height="30" rx="5" ${fill(ink.night)}/>`)}${each(6, (at) => `<circle cx="${280 + at * 44}" cy="526" r="13" ${fill(ink.night)}/>`)}
  ${waves(760, 5, ink)}`;

const balloon: Scene = (ink, random) =>
  `${sky(ink.light, ink.pale)}${glow(170, 780, 330, '#ffffff')}
  ${each(4, (at) => `<g transform="translate(${random.between(-20, 620)} ${120 + at * 150})" ${fill('#ffffff', 0.85)}><rect width="220" height="44" rx="22"/><circle cx="80" cy="6" r="42"/><circle cx="138" cy="2" r="30"/></g>`)}
  <g transform="translate(430 380)"><path d="M0 -270 C 200 -270 260 -70 180 90 C 140 170 70 220 60 270 H -60 C -70 220 -140 170 -180 90 C -260 -70 -200 -270 0 -270 Z" ${fill(ink.main)}/>
  <path d="M0 -270 C 90 -270 120 -70 84 90 C 66 170 34 220 28 270 H -28 C -34 220 -66 170 -84 90 C -120 -70 -90 -270 0 -270 Z" ${fill(ink.pale)}/><path d="M0 -270 C 26 -270 34 -70 24 90 C 18 170 10 220 8 270 H -8 C -10 220 -18 170 -24 90 C -34 -70 -26 -270 0 -270 Z" ${fill(ink.deep)}/>
  <path d="M-56 270 L -40 350 M56 270 L 40 350" ${line(ink.night, 5)}/><rect x="-48" y="350" width="96" height="72" rx="12" ${fill(ink.night)}/></g>
  ${roll(random, 830, 60, ink.main)}${roll(random, 900, 50, ink.deep)}`;

const lanterns: Scene = (ink, random) =>
  `${sky(ink.night, ink.deep)}
  ${each(3, (row) => {
    const y = 120 + row * 210;
    return `<path d="M-20 ${y} Q 400 ${y + 150} 820 ${y - 10}" ${line(ink.pale, 4, 0.7)}/>${each(5, (at) => {
      const x = 90 + at * 158 + (row % 2) * 50;
      const t = (x + 20) / 840;
      const top = (1 - t) * (1 - t) * y + 2 * t * (1 - t) * (y + 150) + t * t * (y - 10);
      const colour = [ink.main, ink.light, ink.pale][random.between(0, 2)] ?? ink.light;
      return `${glow(Math.round(x), Math.round(top + 70), 120, colour)}<rect x="${x - 20}" y="${top + 8}" width="40" height="12" ${fill(ink.night)}/><ellipse cx="${x}" cy="${top + 70}" rx="46" ry="56" ${fill(colour)}/>
        <path d="M${x - 24} ${top + 22} q -18 48 0 96 M${x + 24} ${top + 22} q 18 48 0 96 M${x} ${top + 14} v 112" ${line(ink.deep, 3, 0.5)}/><path d="M${x} ${top + 126} v 34" ${line(colour, 6)}/>`;
    })}`;
  })}${waves(820, 4, ink)}`;

const ribbon: Scene = (ink) =>
  `${sky(ink.pale, ink.light)}<circle cx="400" cy="400" r="270" ${fill('#ffffff', 0.55)}/>
  ${each(7, (at) => `<path d="M${120 + at * 16} ${930 - at * 10} C ${560 - at * 30} ${860 - at * 24}, ${80 + at * 52} ${520 - at * 16}, ${420 + at * 10} ${380 - at * 8} S ${620 + at * 16} ${180 + at * 6}, ${470 - at * 12} ${110 + at * 14}" ${line(at % 2 ? ink.main : ink.deep, 22 - at * 2, 0.9)}/>`)}
  <path d="M470 112 c -60 -40 -120 10 -96 70 c 14 36 56 40 84 14 Z" ${fill(ink.night)}/><path d="M372 168 l -74 26 l 82 18 Z" ${fill(ink.main)}/><circle cx="420" cy="150" r="8" ${fill(ink.pale)}/>
  ${each(5, (at) => `<ellipse cx="400" cy="${900 + at * 16}" rx="${330 - at * 46}" ry="7" ${fill(ink.deep, 0.35)}/>`)}`;

const skyline: Scene = (ink, random) =>
  `${sky(ink.light, ink.pale)}<circle cx="240" cy="330" r="130" ${fill(ink.main)}/>
  ${each(2, (row) =>
    each(9, (at) => {
      const top = 560 + row * 110 - random.between(0, 190);
      const colour = row ? ink.night : ink.deep;
      const lit = each(
        6,
        (pane) =>
          `<rect x="${at * 92 + 2 + (pane % 2) * 32}" y="${top + 30 + Math.floor(pane / 2) * 46}" width="16" height="22" ${fill(row ? ink.light : ink.main)}/>`,
      );
      return `<rect x="${at * 92 - 20}" y="${top}" width="${row ? 93 : 84}" height="500" ${fill(colour)}/>${lit}`;
    }),
  )}
  <path d="M-20 150 L 820 470" ${line(ink.night, 9)}/>
  <g transform="translate(480 346)"><path d="M0 -4 V 70" ${line(ink.night, 12)}/><rect x="-110" y="66" width="220" height="150" rx="34" ${fill(ink.main)}/><rect x="-88" y="92" width="80" height="64" rx="12" ${fill(ink.pale)}/><rect x="8" y="92" width="80" height="64" rx="12" ${fill(ink.pale)}/><path d="M-110 176 H 110" ${line(ink.pale, 8)}/></g>`;

export const scenes = {
  stage,
  record,
  violin,
  candles,
  pitch,
  ice,
  road,
  dunes,
  blades,
  curtain,
  microphone,
  mountains,
  ship,
  balloon,
  lanterns,
  ribbon,
  skyline,
} satisfies Record<string, Scene>;
