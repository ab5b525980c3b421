using System.Threading.RateLimiting;
using HandoffBot.Core.Chat;
using Microsoft.AspNetCore.Http;

namespace HandoffBot.Slack.Inbound;

/// <summary>Why a request was not let in.</summary>
/// <param name="Why">A sentence for whoever sent it.</param>
/// <param name="Status">What Slack is answered where the sentence cannot be shown: of an event, whether it comes again.</param>
internal sealed record Refused(string Why, int Status)
{
    /// <summary>Whether the same request may be let in later.</summary>
    public bool Passes => Status != StatusCodes.Status200OK;

    public static Refused TooMany { get; } = new(
        "HandoffBot gets too many requests from this workspace at once. Nothing was done with this one; please try again in a minute.",
        StatusCodes.Status429TooManyRequests);

    public static Refused NotKnownYet { get; } = new(
        "HandoffBot does not know yet which workspace it belongs to, so it answers nobody. Please try again in a minute, or ask an admin to look at its log.",
        StatusCodes.Status503ServiceUnavailable);

    public static Refused Foreign { get; } = new(
        "This workspace does not belong to the organization that runs HandoffBot here. Its admins can add it to organization.yml.",
        StatusCodes.Status200OK);
}

/// <summary>
/// Tells whoever clicked or sent a form that it was not let in. A form keeps what was typed: its sentence stands beside an input, or Slack
/// itself offers to try again.
/// </summary>
internal sealed class TurnedAway(PrivateAnswers answers) : IDisposable
{
    /// <summary>Telling costs a call; when many are turned away at once, the others get Slack's own warning sign.</summary>
    private readonly ConcurrencyLimiter telling = new(new() { PermitLimit = 8, QueueLimit = 0 });

    public async Task<Answer> AnswerAsync(InteractionPayload payload, Refused refused, string workspace)
    {
        if (payload is { Type: "view_submission", View: { } view } && InputThatShowsErrors(view) is { } input)
            return Answer.Of(new ErrorsBody(new Dictionary<string, string> { [input] = refused.Why }), SlackJson.Wire.ErrorsBody);

        if (payload is not { Type: "block_actions" or "message_action", View: null, ResponseUrl: not null })
            return Answer.Of(refused);

        using var lease = telling.AttemptAcquire();
        if (!lease.IsAcquired)
            return Answer.Of(refused);

        await answers.BesideMessageAsync(payload.ResponseUrl, Card.Says(refused.Why), workspace, "a request that was turned away");
        return Answer.Empty;
    }

    public void Dispose() => telling.Dispose();

    private static string? InputThatShowsErrors(ViewWire view) => view.Blocks?.Find(
        block => block is { Type: "input", BlockId: not null, Element.Type: not (null or "external_select") } && block.Element.ActionId != Blocks.ActionIds.Tick)?.BlockId;
}
