'use strict';
// Which errors of which client are tried again. Kept in the order of the documentation of each.
const RETRY = new Set([
  'ECONNREFUSED', 'ECONNRESET', 'ECONNABORTED', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH', 'EAI_AGAIN', 'EMFILE',
  'ERR_HTTP2_STREAM_ERROR', 'ERR_HTTP2_SESSION_ERROR', 'UND_ERR_SOCKET', 'UND_ERR_HEADERS_TIMEOUT', 'ERR_NETWORK',
  'ER_LOCK_DEADLOCK', 'ER_LOCK_WAIT_TIMEOUT', 'ER_CON_COUNT_ERROR', 'PROTOCOL_CONNECTION_LOST',
  'SQLITE_BUSY', 'SQLITE_LOCKED', 'P1001', 'P1002', 'P2024', 'P2034',
  'NotWritablePrimary', 'PrimarySteppedDown',
]);
const FINAL = new Set(['ENOTFOUND', 'EACCES', 'ENOENT', 'ENOSPC', 'EROFS', 'EDQUOT', 'ER_DUP_ENTRY', 'SQLITE_CONSTRAINT', 'SQLITE_CANTOPEN', 'SQLITE_CORRUPT', 'SQLITE_NOTADB', 'SQLITE_READONLY', 'P2002', 'P2025', 'ERR_INVALID_URL', 'ERR_MODULE_NOT_FOUND', 'ERR_REQUIRE_ESM', 'ERR_OSSL_EVP_UNSUPPORTED', 'ERR_SSL_WRONG_VERSION_NUMBER', 'ERR_BAD_REQUEST', 'ERR_STREAM_PREMATURE_CLOSE']);

module.exports.isRetryable = (error) => {
  if (error?.code === 'ER_DUP_ENTRY' || error?.code === 'SQLITE_CONSTRAINT') return false;
  if (error?.name === 'MongoServerError' && error.codeName === 'NotWritablePrimary') return true;
  if (error?.codes?.includes('SQLITE_CANTOPEN')) return false;
  if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2024') return true;
  if (error?.response?.status === 503 || error?.response?.status === 429) return true;
  if (error?.message?.startsWith('connect ECONNREFUSED')) return true;
  if (error?.message === 'read ECONNRESET' || error?.message === 'write EPIPE') return true;
  return RETRY.has(error?.code) && !FINAL.has(error?.code);
};

process.on('unhandledRejection', (reason) => { throw reason; });
process.on('uncaughtException', (error) => { console.error(error); process.exit(1); });
window.addEventListener('unhandledrejection', (event) => report(event.reason));

test('ECONNREFUSED of the database is retried', () => { expect(isRetryable({ code: 'ECONNREFUSED', port: 5432 })).toBe(true); });
test('CORS error is shown as "Failed to fetch"', () => { expect(words(new TypeError('Failed to fetch'))).toMatch(/offline/); });
test.each`
  status | words
  ${400} | ${'Bad Request'}
  ${401} | ${'Unauthorized'}
  ${403} | ${'Forbidden'}
  ${404} | ${'Not Found'}
  ${500} | ${'Internal Server Error'}
  ${503} | ${'Service Unavailable'}
`('$status is called $words', ({ status, words }) => { expect(http.STATUS_CODES[status]).toBe(words); });
nock('https://api.example.com').get('/orders').reply(500, { error: 'Internal Server Error' });
nock('https://api.example.com').get('/orders').replyWithError({ code: 'ETIMEDOUT' });
app.use((error, request, response, next) => {
  if (error.name === 'UnauthorizedError') return response.status(401).json({ error: 'Unauthorized' });
  if (error.type === 'entity.too.large') return response.status(413).send('Payload Too Large');
  response.status(500).json({ error: 'Internal Server Error', message: 'something broke' });
});
rest.get('/api/orders', (request, respond, context) => respond(context.status(404), context.json({ error: 'Not Found' })));
