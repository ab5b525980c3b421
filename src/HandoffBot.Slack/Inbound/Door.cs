using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace HandoffBot.Slack.Inbound;

/// <summary>Nothing behind it sees a request that is too large, not signed by Slack, or of another kind than its route takes.</summary>
internal sealed class Door(IOptions<SlackOptions> options, TimeProvider systemClock, ILogger<Door> log)
{
    public const string Form = "application/x-www-form-urlencoded";
    public const string Json = "application/json";

    public async Task<Answer> PassAsync(HttpRequest request, string mediaType, Func<ReadOnlyMemory<byte>, Task<Answer>> inside)
    {
        if (await InboundRequest.BodyAsync(request, request.HttpContext.RequestAborted) is not { } body)
            return Refuse(request, StatusCodes.Status413PayloadTooLarge, "the body is larger than 1 MB");

        if (mediaType is Form && IsCertificateCheck(request, body))
            return Answer.Empty;

        var flaw = SlackSignature.Flaw(
            options.Value.SigningSecret,
            request.Headers[SlackSignature.TimestampHeader],
            request.Headers[SlackSignature.Header],
            body.Span,
            systemClock.GetUtcNow());
        if (flaw is not null)
            return Refuse(request, StatusCodes.Status401Unauthorized, flaw);

        if (!InboundRequest.Is(request, mediaType))
            return Refuse(request, StatusCodes.Status400BadRequest, $"the content is not {mediaType}");

        var answer = await inside(body);
        if (answer.Status == StatusCodes.Status400BadRequest)
            log.RequestRefused(request.Path, "the content makes no sense");

        return answer;
    }

    /// <summary>Slack checks the certificate of a command's address now and then, without a signature. It gets its 200 and nothing else.</summary>
    private static bool IsCertificateCheck(HttpRequest request, ReadOnlyMemory<byte> body) =>
        body.Length < 500
        && InboundRequest.Is(request, Form)
        && body.Span.IndexOf("ssl_check="u8) >= 0
        && InboundRequest.TryForm(body, out var form)
        && form.TryGetValue("ssl_check", out var check) && check == "1";

    private Answer Refuse(HttpRequest request, int status, string reason)
    {
        log.RequestRefused(request.Path, reason);
        return new(status, null);
    }
}
