using HandoffBot.Core.Chat;
using HandoffBot.Core.Chat.Screens;
using HandoffBot.Core.Handoffs;

namespace HandoffBot.Engine.Conversations;

/// <summary>What follows an answer: kicking off, or taking the answer back.</summary>
internal sealed class OwnerFlow(Deeds deeds, Sight sight)
{
    public async Task<Response> OpenKickOffAsync(Caller caller, Press press, CancellationToken cancellationToken)
    {
        var number = press.Handoff ?? 0;
        if (await deeds.ViewAsync(number) is not { } view)
            return Sight.NoSuch(number);

        return press.Round == view.Handoff.Round && (await sight.ActsAsync(caller.Actor, view, cancellationToken)).Contains(Act.KickOff)
            ? new Response.Screen(KickOffScreen.Draw(view))
            : await deeds.RefusalAsync(caller, number, new HandoffCommand.KickOff(press.Round));
    }

    public async Task<Response> KickOffAsync(Caller caller, FormToken token, CancellationToken cancellationToken)
    {
        var number = token.Handoff ?? 0;
        return await deeds.DoAsync(caller, number, new HandoffCommand.KickOff(token.Round), cancellationToken) switch
        {
            Deed.Done => new Response.Nothing(),
            var other => other.Sentence(number),
        };
    }

    public async Task<Response> UndoAsync(Caller caller, Press press, CancellationToken cancellationToken)
    {
        var number = press.Handoff ?? 0;
        return await deeds.DoAsync(caller, number, new HandoffCommand.Undo(press.Round), cancellationToken) switch
        {
            Deed.Done => new Response.Says($"Taken back: {Handoff.Refer(press.Handoff ?? 0)} waits for an answer again."),
            var other => other.Sentence(number),
        };
    }
}
