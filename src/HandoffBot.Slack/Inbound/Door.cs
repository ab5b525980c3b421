using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace HandoffBot.Slack.Inbound;

/// <summary>Nothing behind it sees a request that is too large, not signed by Slack, or of another kind than its route takes.</summary>
internal sealed class Door(IOptions<SlackOptions> options, UnverifiedPace unverified, TimeProvider systemClock, ILogger<Door> log)
{
    public const string Form = "application/x-www-form-urlencoded";
    public const string Json = "application/json";

    public async Task<Answer> PassAsync(HttpRequest request, string mediaType, Func<ReadOnlyMemory<byte>, Task<Answer>> inside)
    {
        if (await InboundRequest.BodyAsync(request, request.HttpContext.RequestAborted) is not { } body)
            return Refuse(request, StatusCodes.Status413PayloadTooLarge, "the body is larger than 1 MB");

        if (mediaType is Form && IsCertificateCheck(request, body))
            return Answer.Empty;

        using (var turn = await unverified.TurnAsync(request.HttpContext.Connection.RemoteIpAddress, request.HttpContext.RequestAborted))
        {
            if (!turn.IsAcquired)
                return Refuse(request, StatusCodes.Status429TooManyRequests, "too many wait to be verified");

            if (Flaw(request, body) is { } flaw)
                return Refuse(request, StatusCodes.Status401Unauthorized, flaw);
        }

        if (!InboundRequest.Is(request, mediaType))
            return Malformed(request, $"the content is not {mediaType}");

        var answer = await inside(body);
        if (answer.Status == StatusCodes.Status400BadRequest)
            return Malformed(request, "the content makes no sense");

        return answer;
    }

    private string? Flaw(HttpRequest request, ReadOnlyMemory<byte> body) => SlackSignature.Flaw(
        options.Value.SigningSecret,
        request.Headers[SlackSignature.TimestampHeader],
        request.Headers[SlackSignature.Header],
        body.Span,
        systemClock.GetUtcNow());

    /// <summary>Slack checks the certificate of a command's address now and then, without a signature. It gets its 200 and nothing else.</summary>
    private static bool IsCertificateCheck(HttpRequest request, ReadOnlyMemory<byte> body) =>
        body.Length < 500
        && InboundRequest.Is(request, Form)
        && body.Span.IndexOf("ssl_check="u8) >= 0
        && InboundRequest.TryForm(body, out var form)
        && form.TryGetValue("ssl_check", out var check) && check == "1";

    private Answer Malformed(HttpRequest request, string reason)
    {
        log.RequestRefused(request.Path, reason);
        return Answer.Malformed;
    }

    /// <summary>Nobody knows who sent it, so its address answers for it.</summary>
    private Answer Refuse(HttpRequest request, int status, string reason)
    {
        if (unverified.Failed(request.HttpContext.Connection.RemoteIpAddress))
            log.RequestRefused(request.Path, reason);

        return new(status, null);
    }
}
