import { describe, expect, it } from 'vitest';
import { parseQuery } from './parse-query.ts';

describe('parseQuery', () => {
  it.each([
    ["?$filter=status%20eq%20'Failed'&$top=2", { $filter: "status eq 'Failed'", $top: 2 }],
    ["filter=status eq 'a'&TOP=2&$Skip=1", { $filter: "status eq 'a'", $top: 2, $skip: 1 }],
    ['$orderby=creationDateTimeUtc desc&$count=TRUE', { $orderby: 'creationDateTimeUtc desc', $count: true }],
    ['$count=false&$select=id,status', { $count: false, $select: 'id,status' }],
    ['$select=*', { $select: '*' }],
    ['$search="two words" OR x', { $search: '"two words" OR x' }],
    ['$top=007', { $top: 7 }],
    ["$filter=contains(title,@word)&@word='Black'", { $filter: 'contains(title,@word)', '@word': "'Black'" }],
    ["$filter=a eq '%26'&find=x%3Dy", { $filter: "a eq '&'" }],
    ['my filters=x&why?=y&a b=c', {}],
    ["$filter=a eq 'b=c'", { $filter: "a eq 'b=c'" }],
    ['', {}],
    ['?', {}],
    // The documents' own examples.
    [
      "$filter=machineId eq 'f46b9bb259ed4a7fb9981b73510e3cc7aa81ec1f'&$top=2",
      { $filter: "machineId eq 'f46b9bb259ed4a7fb9981b73510e3cc7aa81ec1f'", $top: 2 },
    ],
    [
      "$filter=requestor eq 'Analyst@contoso.com' and type eq 'RunAntiVirusScan'",
      { $filter: "requestor eq 'Analyst@contoso.com' and type eq 'RunAntiVirusScan'" },
    ],
    ['$filter=lastUpdateTime+ge+2019-11-22T00:00:00Z', { $filter: 'lastUpdateTime ge 2019-11-22T00:00:00Z' }],
    ["$filter=riskScore+eq+'High'", { $filter: "riskScore eq 'High'" }],
    ["$filter=healthStatus+ne+'Active'&$top=100", { $filter: "healthStatus ne 'Active'", $top: 100 }],
    ["$filter=startswith(computerDnsName,'mymachine')", { $filter: "startswith(computerDnsName,'mymachine')" }],
  ])('%s', (search, params) => {
    expect(parseQuery(search)).toEqual(params);
  });

  it.each([
    ['$top=5&$top=6', 7, /stands twice/],
    ['$top=5&TOP=6', 7, /stands twice/],
    ['@p=1&@p=2', 5, /stands twice/],
    ['$stop=5', 0, /Did you mean \$top/],
    ['$foo=5', 0, /no option \$foo/],
    ['$expand=evidence', 0, /not supported here/],
    ['skiptoken=abc', 0, /not supported here/],
    ['$count', 6, /needs a value/],
    ['$count=yes', 0, /true or false/],
    ['$top=-1', 0, /whole number/],
    ['$top=+1', 0, /whole number/],
    ['$top=1.0', 0, /whole number/],
    ['$top=', 0, /whole number/],
    ['$top=99999999999999999999', 0, /whole number/],
    ['$filter=a eq %2', 13, /hexadecimal/],
    ['$filter=a eq %zz', 13, /hexadecimal/],
    ["$filter=a eq '%FF'", 14, /UTF-8/],
    ['$filter=a eq 1#x', 14, /%23/],
    ['$filter = true', 0, /no option/],
    ['$top=5& $filter=a eq 1', 7, /without blanks/],
    ['$top=5&%20filter=a eq 1', 7, /without blanks/],
    ['filter =a eq 1', 0, /without blanks/],
    ['https://host/api/machineactions?$filter=a eq 1', 0, /the query string alone/],
    ['/api/machineactions?top=5', 0, /the query string alone/],
    ['$filter= true', 8, /begin with a blank/],
    ['$top=2&$filter=a%20=%201', 19, /write eq/],
    ["$filter=a eq '%F0%9F%98%80' = 1", 28, /write eq/],
    ['$select=n,n', 10, /selected twice/],
    ['$select=', 8, /name of a property/],
    ['$orderby=n sideways', 11, /asc or desc/],
    ['$search="open', 8, /not closed/],
    ['$search=', 8, /needs a word/],
    ['$search=()', 9, /needs a word/],
    ['@p=1 2', 5, /operator/],
    ["=status eq 'Failed'", 0, /a shell takes \$filter for a variable/],
    ['$top=1&=', 7, /a shell takes/],
    ["status eq 'Failed'", 0, /A filter stands behind \$filter=/],
    ["$top=1&status%20eq%20'Failed'", 7, /A filter stands behind/],
    ["amp;$filter=status eq 'Failed'", 0, /no name of an option/],
    ["\\$filter=status eq 'Failed'", 0, /no name of an option/],
    ["\\filter=status eq 'Failed'", 0, /no name of an option/],
    ["`$filter=status eq 'Failed'", 0, /no name of an option/],
    ["\uff04filter=status eq 'Failed'", 0, /no name of an option/],
    ["\u200bfilter=status eq 'Failed'", 0, /no name of an option/],
    ['my $filter=x', 0, /no name of an option/],
    ["_filter=status eq 'Failed'", 0, /no name of an option/],
    ["$top=1&Filter[]=status eq 'Failed'", 7, /no name of an option/],
  ])('%s is refused at %i', (search, position, words) => {
    expect(() => parseQuery(search)).toThrow(words);
    expect(() => parseQuery(search)).toThrow(expect.objectContaining({ name: 'ODataSyntaxError', position }));
  });
});
