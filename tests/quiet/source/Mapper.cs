using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;

namespace Delivery;

/// <summary>Decides what is retried. A <see cref="TimeoutException"/> is, an <see cref="UnauthorizedAccessException"/> is not.</summary>
public sealed class ErrorMapper(ILogger<ErrorMapper> logger)
{
    private static readonly Dictionary<int, string> SqlErrors = new()
    {
        [-2] = "timeout", [53] = "server not found", [1205] = "deadlock victim", [2601] = "duplicate key",
        [2627] = "duplicate key", [4060] = "database cannot be opened", [18456] = "login failed", [40613] = "database away",
        [40501] = "service busy", [10928] = "limit reached", [49918] = "too few resources",
    };

    public Verdict Map(Exception exception) => exception switch
    {
        HttpRequestException { StatusCode: HttpStatusCode.Unauthorized } => Verdict.SignIn,
        HttpRequestException { StatusCode: HttpStatusCode.TooManyRequests } => Verdict.Wait,
        HttpRequestException { StatusCode: >= HttpStatusCode.InternalServerError } => Verdict.Retry,
        HttpRequestException { InnerException: SocketException { SocketErrorCode: SocketError.ConnectionRefused } } => Verdict.Retry,
        SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.TryAgain } => Verdict.Retry,
        TaskCanceledException { InnerException: TimeoutException } => Verdict.Retry,
        OperationCanceledException => Verdict.Stop,
        IOException io when io.HResult == unchecked((int)0x80070070) => Verdict.DiskFull,
        UnauthorizedAccessException => Verdict.Stop,
        OutOfMemoryException or StackOverflowException => throw exception,
        _ => Verdict.Unknown,
    };

    public async Task<T> WithRetries<T>(Func<Task<T>> action, int attempts = 3)
    {
        for (var attempt = 1; ; attempt++)
        {
            try { return await action(); }
            catch (Exception e) when (attempt < attempts && Map(e) == Verdict.Retry)
            {
                logger.LogDebug(e, "Attempt {Attempt} of {Attempts} did not succeed, trying again", attempt, attempts);
                await Task.Delay(TimeSpan.FromSeconds(Math.Pow(2, attempt)));
            }
        }
    }
}

public enum Verdict { Unknown, Retry, Wait, SignIn, Stop, DiskFull }
