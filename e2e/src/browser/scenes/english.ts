// The client's own texts, so that scenes use what users read and still work after a text changes.
import messages from '../../../../client/messages/en.json' with { type: 'json' };

interface Texts {
  [name: string]: string | Texts;
}

const plural = /\{count, plural, one \{([^{}]*)\} other \{[^{}]*\}\}/g;

/** Texts that depend on a count, as they are for one: scenes and journeys are about one ticket. */
const forOne = (texts: Texts): Texts =>
  Object.fromEntries(
    Object.entries(texts).map(([name, text]) => [
      name,
      typeof text === 'string' ? text.replace(plural, '$1') : forOne(text),
    ]),
  );

export const english = forOne(messages) as typeof messages;
