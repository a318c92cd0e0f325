import schema from '@asyncapi/specs/schemas/3.0.0-without-$id.json' with { type: 'json' };
import { describe, expect, it } from '@jest/globals';
import { Ajv } from 'ajv';
import avsc from 'avsc';
import document from '../src/generated/asyncapi.json' with { type: 'json' };
import { eventExamples, keyOf, schemaByTopic, topicNames, topics } from '../src/index.ts';

describe('the AsyncAPI document', () => {
  it('is valid by AsyncAPI’s own schema', () => {
    const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true });
    const validate = ajv.compile(schema);
    validate(document);
    expect(validate.errors).toBeNull();
  });

  it('has one sender per channel, and a receiver per consumer', () => {
    for (const topic of topicNames) {
      const operations = Object.entries(document.operations).filter(
        ([, { channel }]) => channel.$ref === `#/channels/${topic}`,
      );
      const { owner, consumers } = topics[topic];
      expect(operations.map(([id, { action }]) => `${id.split('.')[0]} ${action}`).toSorted()).toEqual(
        [`${owner} send`, ...consumers.map((consumer) => `${consumer} receive`)].toSorted(),
      );
    }
  });
});

describe('the example', () => {
  it.each(topicNames)('of %s can be encoded and has a key', (topic) => {
    const type = avsc.Type.forSchema(schemaByTopic[topic] as avsc.Schema);
    const encoded = type.toBuffer(eventExamples[topic]);
    expect({ ...type.fromBuffer(encoded) }).toMatchObject({ ...eventExamples[topic] });
    expect(keyOf(topic, eventExamples[topic])).toMatch(/./);
  });
});
