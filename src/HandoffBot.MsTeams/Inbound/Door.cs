using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace HandoffBot.MsTeams.Inbound;

/// <summary>Nothing behind it sees a request that is too large, not signed by Microsoft for this bot, or of a tenant that does not belong.</summary>
internal sealed class Door(Tokens tokens, LocalEmulator emulator, Gate gate, UnverifiedPace unverified, ILogger<Door> log)
{
    public async Task<Answer> PassAsync(HttpRequest request, Func<Admitted, Task<Answer>> inside)
    {
        if (await InboundRequest.BodyAsync(request, request.HttpContext.RequestAborted) is not { } body)
            return Refuse(request, StatusCodes.Status413PayloadTooLarge, "the body is larger than 1 MB");

        var verdict = emulator.IsServed ? LocalEmulator.Judge(request) : await VerifyAsync(request);
        switch (verdict)
        {
            case Verdict.Genuine or Verdict.Local:
                return await PassAsync(body, verdict, inside);
            case Verdict.NotKnown nobody:
                log.RequestRefused(nobody.Reason);
                return Answer.Of(StatusCodes.Status503ServiceUnavailable);
            case Verdict.Refused refused:
                return Refuse(request, StatusCodes.Status401Unauthorized, refused.Reason);
            default:
                return Refuse(request, StatusCodes.Status429TooManyRequests, "too many wait to be verified");
        }
    }

    private async Task<Answer> PassAsync(ReadOnlyMemory<byte> body, Verdict verdict, Func<Admitted, Task<Answer>> inside)
    {
        if (InboundRequest.Activity(body) is not { } activity)
        {
            log.RequestRefused("the content is no activity");
            return Answer.Malformed;
        }

        if (gate.Refusal(activity, verdict, out var tenant) is { } refusal)
        {
            log.RequestRefused(refusal.Reason);
            return Answer.Of(refusal.Status);
        }

        return await inside(new(activity, tenant));
    }

    /// <summary>Null when too many wait for it.</summary>
    private async Task<Verdict?> VerifyAsync(HttpRequest request)
    {
        using var turn = await unverified.TurnAsync(request.HttpContext.Connection.RemoteIpAddress, request.HttpContext.RequestAborted);
        return turn.IsAcquired ? await tokens.VerifyAsync(request.Headers.Authorization, request.HttpContext.RequestAborted) : null;
    }

    /// <summary>Nobody knows who sent it, so its address answers for it.</summary>
    private Answer Refuse(HttpRequest request, int status, string reason)
    {
        if (unverified.Failed(request.HttpContext.Connection.RemoteIpAddress))
            log.RequestRefused(reason);

        return Answer.Of(status);
    }
}

/// <summary>An activity that was let in.</summary>
/// <param name="Tenant">One of the organization's, as its files write it.</param>
internal sealed record Admitted(Activity Activity, string Tenant);
