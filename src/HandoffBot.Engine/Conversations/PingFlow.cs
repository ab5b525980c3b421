using HandoffBot.Core.Chat;
using HandoffBot.Core.Handoffs;
using HandoffBot.Engine.Clocks;

namespace HandoffBot.Engine.Conversations;

/// <summary>What is pressed on a ping: that it was seen, or that one takes it upon oneself.</summary>
internal sealed class PingFlow(Deeds deeds, Sight sight, Acknowledging acknowledging)
{
    public async Task<Response> ClaimAsync(Caller caller, Press press, CancellationToken cancellationToken)
    {
        var number = press.Handoff ?? 0;
        return await deeds.DoAsync(caller, number, new HandoffCommand.Claim(press.Round), cancellationToken) switch
        {
            Deed.Done done => new Response.Says(
                $"{done.View.Handoff.Reference} is yours to answer now, and everybody sees it. You are the one who is reminded."),
            var other => other.Sentence(number),
        };
    }

    /// <summary>Stops the repeats of the step that pinged; the miss and later steps still come.</summary>
    public async Task<Response> AcknowledgeAsync(Caller caller, Press press, CancellationToken cancellationToken)
    {
        var number = press.Handoff ?? 0;
        if (await deeds.ViewAsync(number) is not { } view)
            return Sight.NoSuch(number);

        if (!await sight.MaySeeAsync(caller.Actor, view, cancellationToken))
            return Sight.MayNotSee(view);

        var done = await acknowledging.AcknowledgeAsync(
            press.Clock ?? Guid.Empty, press.Run, press.Beat, caller.Actor.Person, caller.By.Platform, CancellationToken.None);
        var reference = view.Handoff.Reference;
        return new Response.Says(done switch
        {
            Acknowledged.Done => $"Noted: this reminder about {reference} will not be repeated. The clock runs on.",
            Acknowledged.NotTheirs => $"Only who may see {reference} can acknowledge its reminders.",
            _ => $"There is nothing to acknowledge any more: this reminder about {reference} is over.",
        });
    }
}
