// The client's own words, so that a scene is found by what people read and a reworded page breaks nothing.
import messages from '../../../../client/messages/en.json' with { type: 'json' };

export const english = messages;
