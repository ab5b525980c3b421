using System.Collections.Immutable;

namespace HandoffBot.Core.Chat.Cards;

/// <summary>On a home: the clients that the reader owns, with what is under way for each.</summary>
internal static class HomeClients
{
    public static IEnumerable<CardPart> Parts(HomeView home, HomeRoom room)
    {
        var shown = home.Clients.Take(room.Clients).ToList();
        IEnumerable<CardPart> entries = shown.Count == 0
            ? [new CardPart.Text("You own no client. Whoever a handoff names when it is accepted owns its client from then on.")]
            : shown.SelectMany(one => Entry(one, room));
        return [.. HomeCard.Heading(home.Clients.All(one => one.Client.Subject.IsClient) ? "Your clients" : "What you own", home.ClientsInAll, room), .. entries, .. Rest(home, shown.Count)];
    }

    private static IEnumerable<CardPart> Entry(OwnedClient client, HomeRoom room)
    {
        var name = new Inline.Strong(Shortened.To(client.Client.Called.ReplaceLineEndings(" "), 100));
        if (client.Open.IsEmpty)
        {
            yield return new CardPart.Text(Phrase.Of(name, " · nothing under way"));
            yield break;
        }

        var states = client.Open.Take(Most).SelectMany(view => (Inline[])[$" · {view.Handoff.Reference}: ", .. Spoken.State(view).Parts, .. Late(view)]);
        yield return new CardPart.Text(Phrase.Of([name, .. states]));
        if (room.IsPage)
            yield return new CardPart.Buttons([.. client.Open.Take(Most).Select(Show)]);
    }

    /// <summary>Playbooks that hand over the same client at the same time are few.</summary>
    private const int Most = 3;

    private static CardButton Show(HandoffView view) => new($"Open {view.Handoff.Reference}", Presses.Of(Act.Show, view.Handoff));

    private static ImmutableArray<Inline> Late(HandoffView view) => view.Due is { } due && due <= view.Now ? [", overdue"] : [];

    private static IEnumerable<CardPart> Rest(HomeView home, int shown)
    {
        if (home.ClientsInAll > shown)
            yield return new CardPart.Note(Phrase.Of($"{home.ClientsInAll - shown} more. What is under way for them: say ", new Inline.Command("mine"), "."));
    }
}
