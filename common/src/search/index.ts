export {
  conditionsOf,
  isForgivable,
  matcherOf,
  type SearchFields,
  searchFieldsOf,
  searchFormat,
} from './search-key.ts';
