/* A table of the errors that the monitor counts, with the words for the report. */
#include <errno.h>
#include <signal.h>
#include <string.h>

struct entry { int number; const char *name; const char *words; };

static const struct entry errors[] = {
	{ EPERM,        "EPERM",        "operation not permitted" },
	{ ENOENT,       "ENOENT",       "no such file or directory" },
	{ ENOMEM,       "ENOMEM",       "cannot allocate memory" },
	{ EACCES,       "EACCES",       "permission denied" },
	{ EMFILE,       "EMFILE",       "too many open files" },
	{ ENFILE,       "ENFILE",       "too many open files in system" },
	{ ENOSPC,       "ENOSPC",       "no space left on device" },
	{ EROFS,        "EROFS",        "read-only file system" },
	{ EPIPE,        "EPIPE",        "broken pipe" },
	{ EDQUOT,       "EDQUOT",       "disk quota exceeded" },
	{ EADDRINUSE,   "EADDRINUSE",   "address already in use" },
	{ ENETUNREACH,  "ENETUNREACH",  "network is unreachable" },
	{ ECONNABORTED, "ECONNABORTED", "software caused connection abort" },
	{ ECONNRESET,   "ECONNRESET",   "connection reset by peer" },
	{ ETIMEDOUT,    "ETIMEDOUT",    "connection timed out" },
	{ ECONNREFUSED, "ECONNREFUSED", "connection refused" },
	{ EHOSTUNREACH, "EHOSTUNREACH", "no route to host" },
};

static const struct entry signals[] = {
	{ SIGHUP,  "SIGHUP",  "terminal line hangup" },
	{ SIGABRT, "SIGABRT", "SIGABRT: abort" },
	{ SIGBUS,  "SIGBUS",  "SIGBUS: bus error" },
	{ SIGFPE,  "SIGFPE",  "SIGFPE: floating-point exception" },
	{ SIGKILL, "SIGKILL", "SIGKILL: kill" },
	{ SIGSEGV, "SIGSEGV", "SIGSEGV: segmentation violation" },
	{ SIGPIPE, "SIGPIPE", "SIGPIPE: write to broken pipe" },
	{ SIGTERM, "SIGTERM", "SIGTERM: termination" },
};

const char *words_for(int number)
{
	for (size_t i = 0; i < sizeof errors / sizeof *errors; i++)
		if (errors[i].number == number)
			return errors[i].words;
	return strerror(number);
}

const char *words_for_signal(int number)
{
	for (size_t i = 0; i < sizeof signals / sizeof *signals; i++)
		if (signals[i].number == number)
			return signals[i].words;
	return "unknown signal";
}
