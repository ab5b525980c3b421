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
            Deed.Done done => new Response.Says(Claimed(await done.ViewAsync(), caller)),
            var other => other.Sentence(number),
        };
    }

    private static string Claimed(HandoffView view, Caller caller) =>
        $"{view.Handoff.Reference} is yours to answer now, and everybody sees it. " + (view.Person(caller.Actor.Person).Away is { } away
            ? $"But you are {away.Words}, so you are not the one who is reminded. Say back when you are back."
            : "You are the one who is reminded.");

    /// <summary>Stops the repeats of the step that pinged; the miss and later steps still come.</summary>
    public async Task<Response> AcknowledgeAsync(Caller caller, Press press, CancellationToken cancellationToken)
    {
        if (press.Handoff is { } number)
        {
            if (await deeds.ViewAsync(number) is not { } view)
                return Sight.NoSuch(number);

            if (!await sight.MaySeeAsync(caller.Actor, view, cancellationToken))
                return Sight.MayNotSee(view);
        }

        var about = press.Handoff is { } one ? $" about {Handoff.Refer(one)}" : "";
        return await acknowledging.AcknowledgeAsync(
            press.Clock ?? Guid.Empty, press.Run, press.Text ?? "", caller.Actor.Person, caller.By.Platform, CancellationToken.None) switch
        {
            Acknowledged.Done done => new Response.Says(Noted(done)),
            Acknowledged.NotTheirs => new Response.Says($"You may not see what this reminder{about} is about, so it is not yours to acknowledge."),
            _ => new Response.Says($"There is nothing to acknowledge any more: this reminder{about} is over."),
        };
    }

    private Phrase Noted(Acknowledged.Done done)
    {
        var noted = Phrase.Of($"Noted: this reminder about {Shortened.To(done.About.ReplaceLineEndings(" "), 100)} will not be repeated. The clock runs on.");
        return done.HeldUntil is { } until
            ? noted.Then(" You hear nothing more of it before ", new Inline.When(until, deeds.Organization.Zone), ".")
            : noted;
    }
}
