using HandoffBot.Core.Chat;
using HandoffBot.Slack.Inbound;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace HandoffBot.Slack.Socket;

/// <summary>
/// Hands what came by socket to the routes that serve HTTP. Slack proved itself by opening the connection with the app's token, so there is
/// no signature to verify; everything behind it is the same.
/// </summary>
internal sealed class Envelopes(IServiceScopeFactory scopes, ILogger<Envelopes> log)
{
    /// <summary>Slack may give the same envelope to two connections while one replaces the other.</summary>
    private readonly Recent recent = new(256);

    public Task<Answer> AnswerAsync(Envelope envelope) =>
        envelope.Id is { } id ? recent.OnceAsync(id, () => HandleAsync(envelope)) : HandleAsync(envelope);

    private async Task<Answer> HandleAsync(Envelope envelope)
    {
        await using var scope = scopes.CreateAsyncScope();
        var answer = envelope.Type switch
        {
            "slash_commands" => await scope.ServiceProvider.GetRequiredService<CommandRoute>().AnswerAsync(CommandPayload.OfJson(envelope.Payload)),
            "interactive" => await scope.ServiceProvider.GetRequiredService<InteractionRoute>().AnswerAsync(envelope.Payload),
            "events_api" => await scope.ServiceProvider.GetRequiredService<EventRoute>().AnswerAsync(envelope.Payload),
            _ => Ignore(envelope.Type),
        };
        if (answer.Status != Answer.Malformed.Status)
            return answer;

        // Sent again it would make no more sense.
        log.FrameIgnored("the content makes no sense");
        return Answer.Empty;
    }

    private Answer Ignore(string type)
    {
        log.NotAnswered(CleanText.Of(type, 60));
        return Answer.Empty;
    }
}
