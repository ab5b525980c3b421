using System.Collections.Immutable;
using NodaTime;

namespace HandoffBot.Core.Chat.Cards;

/// <summary>On a home: what the reader sent or owns that is past its due time, whether it is to be moved on or filled in, the longest overdue first.</summary>
internal static class HomeOverdue
{
    /// <summary>What moves a handoff on, whoever's turn it is.</summary>
    private static ImmutableArray<Act> Moving => [Act.Continue, Act.Answer, Act.KickOff, Act.Accept];

    public static IEnumerable<CardPart> Parts(HomeView home, HomeRoom room)
    {
        var inAll = home.Overdue.InAll + home.Late.Length;
        if (inAll == 0)
            return [];

        var zone = home.Organization.Zone;
        var entries = home.Overdue.First.Select(one => (Since: one.View.Due ?? Instant.MaxValue, Parts: HomeCard.Entry(one, Moving, room, zone)))
            .Concat(home.Late.Select(one => (Since: one.Exception.Until.PlusDays(1).AtStartOfDayInZone(zone).ToInstant(), Parts: Entry(one, room))));
        var shown = entries.OrderBy(one => one.Since).Take(room.Each).ToList();
        return
        [
            .. HomeCard.Heading("Overdue, sent or owned by you", inAll, room),
            .. shown.SelectMany(one => one.Parts),
            .. HomeCard.Rest(inAll, shown.Count, "mine", room),
        ];
    }

    /// <summary>What is to be filled in. Where there is room it leads to its handoff as well.</summary>
    public static IEnumerable<CardPart> Entry(ListedExceptionRecord one, HomeRoom room) =>
    [
        new CardPart.Text(ListCard.Line(one)),
        new CardPart.Buttons(room.IsPage ? [ListCard.FillIn(one), new("Open", Presses.Of(Act.Show, one.Handoff))] : [ListCard.FillIn(one)]),
    ];
}
