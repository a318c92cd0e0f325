/** Deeper types are named, not spelled out. */
const maxDepth = 4;

type Schema = Record<string, unknown>;

const isSchema = (value: unknown): value is Schema => typeof value === 'object' && value !== null;
const schemasIn = (value: unknown): Schema[] => (Array.isArray(value) ? value.filter(isSchema) : []);

/** Returns a JSON schema as text in the notation of TypeScript, which developers read more easily than JSON schema. */
export function typeText(schema: unknown, named: Record<string, unknown>, depth = 0): string {
  if (!isSchema(schema)) return 'unknown';
  const inner = (of: unknown) => typeText(of, named, depth + 1);
  if (typeof schema.$ref === 'string') {
    const name = schema.$ref.split('/').at(-1) ?? '';
    return depth < maxDepth && isSchema(named[name]) ? typeText(named[name], named, depth) : name;
  }
  const alternatives = schemasIn(schema.anyOf ?? schema.oneOf);
  if (alternatives.length > 0) return [...new Set(alternatives.map(inner))].join(' | ');
  const parts = schemasIn(schema.allOf);
  if (parts.length > 0) return parts.map(inner).join(' & ');
  if (Array.isArray(schema.enum)) return schema.enum.map((value) => JSON.stringify(value)).join(' | ');
  if ('const' in schema) return JSON.stringify(schema.const);
  if (Array.isArray(schema.type)) return schema.type.map((type) => inner({ ...schema, type })).join(' | ');
  if (schema.type === 'array') return arrayText(inner(schema.items));
  if (schema.type === 'object' || isSchema(schema.properties)) return objectText(schema, named, depth);
  return scalarText(schema);
}

const arrayText = (item: string): string => (/[|&]/.test(item) && !item.startsWith('{') ? `(${item})[]` : `${item}[]`);

function scalarText({ type, format }: Schema): string {
  if (typeof type !== 'string') return 'unknown';
  return typeof format === 'string' && type === 'string' ? `string<${format}>` : type;
}

function objectText({ properties, required, additionalProperties }: Schema, named: Schema, depth: number): string {
  const fields = Object.entries(isSchema(properties) ? properties : {});
  if (fields.length === 0)
    return isSchema(additionalProperties)
      ? `{ [key: string]: ${typeText(additionalProperties, named, depth + 1)} }`
      : '{}';
  if (depth >= maxDepth) return '{ … }';
  const indent = '  '.repeat(depth + 1);
  const needed = Array.isArray(required) ? required : [];
  const lines = fields.map(([name, field]) => {
    const described = isSchema(field) && typeof field.description === 'string' ? `  // ${field.description}` : '';
    return `${indent}${name}${needed.includes(name) ? '' : '?'}: ${typeText(field, named, depth + 1)}${described}`;
  });
  return `{\n${lines.join('\n')}\n${'  '.repeat(depth)}}`;
}
