import { describe, expect, it } from '@jest/globals';
import { faultsOfNames, namesOf, passengersOf } from './passenger-names.ts';

describe('the names of passengers', () => {
  it('are one for each place, trimmed; names beyond the party stay behind', () => {
    expect(namesOf([' Ada ', 'Grace', 'Edsger'], 2)).toEqual(['Ada', 'Grace']);
    expect(namesOf(['Ada'], 3)).toEqual(['Ada', '', '']);
  });

  it('may all be missing, blanks included', () => {
    expect(faultsOfNames(['', ''])).toBeNull();
    expect(faultsOfNames(['\u200b', ''])).toBeNull();
    expect(passengersOf(['\u200b', ''])).toEqual({});
  });

  it('must all be there when one is', () => {
    expect(faultsOfNames(['', 'Grace', '\u200b'])).toEqual({
      'passenger-0': { code: 'passenger_name_missing' },
      'passenger-2': { code: 'passenger_name_missing' },
    });
  });

  it('have at most 100 characters', () => {
    expect(faultsOfNames(['a'.repeat(100)])).toBeNull();
    expect(faultsOfNames(['a'.repeat(101)])).toEqual({ 'passenger-0': { code: 'passenger_name_too_long' } });
  });

  it.each(['\u202egpj.exe', 'A\nB', 'A\u2066B', 'A\u0000', '\ud83d'])('are readable: not %j', (name) => {
    expect(faultsOfNames([name])).toEqual({ 'passenger-0': { code: 'passenger_name_unreadable' } });
  });

  it.each(['Zoë', '李', "O'Brien-Šimić", 'Nguyễn Thị Minh Khai'])('may be in any script: %s', (name) => {
    expect(faultsOfNames([name])).toBeNull();
    expect(passengersOf([name])).toEqual({ passengers: [{ name }] });
  });
});
