using HandoffBot.Core.Chat;
using HandoffBot.Core.Handoffs;

namespace HandoffBot.Engine.Conversations;

/// <summary>Whether a form may open: for whom its act is offered, in the round that the button was drawn in.</summary>
internal sealed class Opening(Deeds deeds, Sight sight)
{
    /// <param name="asked">The command that the form leads to, in a form that the rules refuse in any case: they say why it is not offered.</param>
    /// <returns>The handoff when the form may open; else what is said instead.</returns>
    public async Task<(HandoffView? View, Response? Refused)> MayAsync(
        Caller caller, Act act, int? handoff, int round, Func<Handoff, HandoffCommand> asked, CancellationToken cancellationToken)
    {
        var number = handoff ?? 0;
        if (await deeds.ViewAsync(number) is not { } view)
            return (null, Sight.NoSuch(number));

        var offered = await sight.ActsAsync(caller.Actor, view, cancellationToken);
        return offered.Contains(act) && round == view.Handoff.Round
            ? (view, null)
            : (null, await deeds.RefusalAsync(caller, number, asked(view.Handoff)));
    }
}
