using HandoffBot.Core.Chat;
using Microsoft.Extensions.Logging;

namespace HandoffBot.MsTeams.Inbound;

/// <summary>Says something to one person only: in their personal chat, wherever they asked.</summary>
internal sealed class PrivateAnswers(IEnumerable<IChatEdge> edges, Soon soon, ILogger<PrivateAnswers> log)
{
    private readonly IChatEdge edge = edges.Single(one => one.Platform == Platform.MsTeams);

    /// <param name="thread">Where it was asked if others read there: if the person cannot be written to, this alone is said there.</param>
    /// <returns>Whether it reached the personal chat, as far as one can know.</returns>
    public async Task<bool> SayAsync(Card card, Interaction asked, CardRef? thread)
    {
        var outcome = await PostAsync(new Destination.ToPerson(asked.By), card);
        if (outcome is Outcome.Sent or Outcome.Taken or Outcome.Unknown)
            return true;

        log.NotAnsweredPrivately(asked.Receipt, Reason(outcome));
        if (thread is not null)
            await SayInThreadAsync(thread, outcome);

        return false;
    }

    /// <summary>Why the person was not written to, where others read it.</summary>
    public Task SayInThreadAsync(CardRef thread, Outcome outcome) => PostAsync(new Destination.ToThread(thread, Broadcast: false), Sentences.Instead(outcome));

    /// <summary>In place of a message of the personal chat; below it, if that is gone.</summary>
    public async Task ReplaceAsync(CardRef shown, Card card, Interaction asked)
    {
        var outcome = await soon.TryAsync(() => edge.UpdateAsync(shown, card, CancellationToken.None));
        if (outcome is Outcome.NotThere)
            await SayAsync(card, asked, thread: null);
        else if (outcome is not Outcome.Sent)
            log.NotAnsweredPrivately(asked.Receipt, Reason(outcome));
    }

    private Task<Outcome> PostAsync(Destination where, Card card) => soon.TryAsync(() => edge.PostAsync(where, card, [], CancellationToken.None));

    public static string Reason(Outcome outcome) => outcome switch
    {
        Outcome.Dead dead => dead.Reason,
        Outcome.Failed failed => failed.Reason,
        _ => outcome.GetType().Name,
    };
}
