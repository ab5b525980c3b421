using System.Globalization;
using HandoffBot.Core.Chat;
using HandoffBot.Core.Chat.Cards;
using HandoffBot.Core.Chat.Screens;
using Reading = HandoffBot.Engine.Desks.Reading;

namespace HandoffBot.Engine.Conversations;

/// <summary>One handoff: privately with what the person may do on it, or everything in full.</summary>
internal sealed class ShowFlow(Deeds deeds, Sight sight, Reading reading)
{
    public async Task<Response> SaidAsync(Caller caller, Said.Show show, CancellationToken cancellationToken)
    {
        if (show.Number is { } number)
            return await ShowAsync(caller, number, cancellationToken);

        Phrase which = show.Asked.Length == 0
            ? Phrase.Of("Which one? Say, for example, ", new Inline.Command("show H-1042"), ".")
            : Phrase.Of($"“{Shortened.To(show.Asked, 60)}” is no handoff. Say, for example, ", new Inline.Command("show H-1042"), ".");
        return new Response.Says(which);
    }

    /// <summary>The brief; its cards are redrawn too, and one that was deleted is posted again.</summary>
    public async Task<Response> ShowAsync(Caller caller, int number, CancellationToken cancellationToken)
    {
        if (await deeds.ViewAsync(number) is not { } view)
            return Sight.NoSuch(number);

        if (!await sight.MaySeeAsync(caller.Actor, view, cancellationToken))
            return Sight.MayNotSee(view);

        await deeds.RefreshAsync(number);
        var acts = await sight.ActsAsync(caller.Actor, view, cancellationToken);
        return new Response.Says(BriefCard.Private(view, [.. acts.SelectMany(act => act == Act.FillIn ? Excepted.FillingIn(view.Handoff) : [ActButtons.For(act, view.Handoff)])]));
    }

    public async Task<Response> DetailsAsync(Caller caller, Press press, CancellationToken cancellationToken)
    {
        var number = press.Handoff ?? 0;
        var timeline = await reading.TimelineAsync(number);
        if (await reading.HandoffAsync(number, timeline.SelectMany(one => one.People)) is not { } view)
            return Sight.NoSuch(number);

        var page = int.TryParse(press.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var named) ? named : 1;
        return await sight.MaySeeAsync(caller.Actor, view, cancellationToken)
            ? new Response.Screen(DetailsScreen.Draw(view, [.. timeline.Select(one => one.ToHistory()).OfType<HistoryEntry>()], page, caller.Actor))
            : Sight.MayNotSee(view);
    }
}
