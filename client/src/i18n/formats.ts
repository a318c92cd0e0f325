import type { Formats } from 'next-intl';

/** Named formats, so that a date looks the same wherever it stands. Times are those of the market's time zone. */
export const formats = {
  dateTime: {
    day: { day: 'numeric', month: 'short', year: 'numeric' },
    event: { weekday: 'short', day: 'numeric', month: 'short', hour: 'numeric', minute: '2-digit' },
    eventLong: {
      weekday: 'long',
      day: 'numeric',
      month: 'long',
      year: 'numeric',
      hour: 'numeric',
      minute: '2-digit',
      timeZoneName: 'short',
    },
    moment: { day: 'numeric', month: 'short', year: 'numeric', hour: 'numeric', minute: '2-digit' },
  },
} satisfies Formats;
