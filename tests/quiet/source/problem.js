// Turns what went wrong into what the visitor reads.

export class ProblemError extends Error {
  constructor(status, title, options) {
    super(title, options);
    this.name = 'ProblemError';
    this.status = status;
  }
}

const RETRYABLE = new Set(['ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT', 'EAI_AGAIN', 'EPIPE']);

export function isRetryable(error) {
  if (RETRYABLE.has(error?.code) || RETRYABLE.has(error?.cause?.code)) return true;
  if (error?.name === 'AbortError' || error instanceof DOMException) return false;
  return error?.status === 429 || error?.status >= 500;
}

export async function call(url, { attempts = 3, timeoutMs = 30_000, ...init } = {}) {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const response = await fetch(url, { ...init, signal: AbortSignal.timeout(timeoutMs) });
      if (!response.ok) throw problemOf(response);
      return await response.json();
    } catch (error) {
      if (attempt === attempts || !isRetryable(error)) throw error;
      await new Promise((wake) => setTimeout(wake, 500 * 2 ** attempt));
    }
  }
}

export function problemOf(response) {
  switch (response.status) {
    case 400:
    case 422:
      return new ProblemError(response.status, 'Please check what you typed.');
    case 401:
      return new ProblemError(401, 'Please log in again.');
    case 403:
      return new ProblemError(403, 'Your role does not include this page.');
    case 404:
      return new ProblemError(404, 'We have nothing at this address.');
    case 409:
      return new ProblemError(409, 'Somebody changed this in the meantime.');
    case 429:
      return new ProblemError(429, 'A little slower, please.');
    case 502:
    case 503:
    case 504:
      return new ProblemError(response.status, 'We are back in a minute.');
    default:
      return new ProblemError(response.status, 'That did not work.');
  }
}

export function middleware(log) {
  // Express tells error handlers by their four parameters.
  return (err, req, res, next) => {
    if (res.headersSent) return next(err);
    const status = err.status ?? err.statusCode ?? 500;
    if (err instanceof SyntaxError && 'body' in err) return res.status(400).json({ error: 'invalid_json' });
    if (status >= 500) log.error({ err, url: req.url }, 'request failed');
    return res.status(status).json({ error: err.code ?? 'internal', retryable: isRetryable(err) });
  };
}

process.on('unhandledRejection', (reason) => {
  throw reason;
});
