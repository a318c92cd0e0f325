export { conditionsOf, isForgivable, type SearchFields, searchFieldsOf, searchFormat } from './search-key.ts';
