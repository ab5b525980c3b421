using HandoffBot.Core.Chat;
using HandoffBot.Core.Handoffs;

namespace HandoffBot.Engine.Conversations;

/// <summary>What is pressed on a ping: that it was seen, or that one takes it upon oneself.</summary>
internal sealed class PingFlow(Deeds deeds)
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
}
