// The client's own texts, so that scenes use what users read and still work after a text changes.
import messages from '../../../../client/messages/en.json' with { type: 'json' };

export const english = messages;
