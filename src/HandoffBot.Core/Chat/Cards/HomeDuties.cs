using System.Collections.Immutable;

namespace HandoffBot.Core.Chat.Cards;

/// <summary>On a home: what is to be done next for the reader's clients, what they have to fill in, and what was promised.</summary>
internal static class HomeDuties
{
    public static IEnumerable<CardPart> Parts(HomeView home, HomeRoom room) => [.. Actions(home, room), .. Exceptions(home, room), .. Promises(home, room)];

    private static IEnumerable<CardPart> Actions(HomeView home, HomeRoom room)
    {
        if (home.Actions.IsEmpty)
            return [];

        var shown = home.Actions.Take(room.Duties).ToList();
        return
        [
            .. HomeCard.Heading("To be done next", home.Actions.Length, room),
            .. shown.SelectMany(one => new CardPart[] { new CardPart.Text(ListCard.Line(one)), new CardPart.Buttons([ListCard.Done(one)]) }),
            .. HomeCard.Rest(home.Actions.Length, shown.Count, "mine", room),
        ];
    }

    /// <summary>What is overdue of it stands with what else is.</summary>
    private static IEnumerable<CardPart> Exceptions(HomeView home, HomeRoom room)
    {
        var inAll = home.ExceptionsInAll - home.Late.Length;
        if (inAll == 0)
            return [];

        var shown = home.Exceptions.Where(one => !one.IsOverdue).Take(room.Duties).ToList();
        return
        [
            .. HomeCard.Heading("To be filled in", inAll, room),
            .. shown.SelectMany(one => HomeOverdue.Entry(one, room)),
            .. HomeCard.Rest(inAll, shown.Count, "mine", room),
        ];
    }

    private static IEnumerable<CardPart> Promises(HomeView home, HomeRoom room)
    {
        if (home.PromisesInAll == 0)
            return [];

        var shown = home.Promises.Take(room.Duties).ToList();
        return
        [
            .. HomeCard.Heading(home.Promises.All(one => one.IsToClient) ? "Promised to your clients" : "Promised for what you own", home.PromisesInAll, room),
            .. shown.SelectMany(one => new CardPart[] { new CardPart.Text(ListedPromises.Line(one)), new CardPart.Buttons(Buttons(one, room)) }),
            .. HomeCard.Rest(home.PromisesInAll, shown.Count, "mine", room),
        ];
    }

    /// <summary>Where there is little room, a promise that was broken is said so on the list of <c>mine</c>.</summary>
    private static ImmutableArray<CardButton> Buttons(ListedPromise one, HomeRoom room)
    {
        var buttons = PromiseButtons.Of(one);
        return room.IsPage || buttons.Length < 2 ? buttons : buttons[..2];
    }
}
