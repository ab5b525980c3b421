using System.Collections.Immutable;
using HandoffBot.Core.Handoffs;
using NodaTime;

namespace HandoffBot.Core.Chat.Cards;

/// <summary>
/// What one person has to do and to keep an eye on, with what can be done about it: Slack's Home tab, a card in the personal chat of
/// Microsoft Teams. It is made of the same lists as <c>inbox</c>, <c>drafts</c> and <c>mine</c>, the first of each.
/// </summary>
public static class HomeCard
{
    /// <summary>Draws it anew in its place.</summary>
    public static readonly CardButton Refresh = new("Refresh", new(Act.Home));

    private static readonly CardButton Start = new("New handoff", Presses.Say("new"), ButtonStyle.Primary);
    private static readonly CardButton Help = new("Help", Presses.Say("help"));

    public static Card For(HomeView home, HomeRoom room)
    {
        var zone = home.Organization.Zone;
        var parts = new List<CardPart>();
        if (!room.IsPage)
            parts.Add(new CardPart.Header("Your handoffs"));
        if (home.IsEmpty)
            parts.Add(new CardPart.Text(HelpCard.Intro(home.Startable)));
        if (home.Away is { } away)
            parts.Add(new CardPart.Note(Phrase.Of($"You are {away.Words}. When you are back earlier, say ", new Inline.Command("back"), ".")));
        parts.Add(new CardPart.Buttons(home.MayStart ? [Start, Refresh, Help] : [Refresh, Help]));

        parts.AddRange(List("Waiting for your team", home.Waiting, "Nothing waits for your team's answer.", "inbox", Answering, room, zone));
        parts.AddRange(HomeOverdue.Parts(home, room));
        parts.AddRange(HomeDuties.Parts(home, room));
        if (home.MayStart || home.Drafts.InAll > 0)
            parts.AddRange(List("Your drafts", home.Drafts, "You have no drafts. Press New handoff to begin one.", "drafts", Drafting, room, zone));
        parts.AddRange(HomeClients.Parts(home, room));
        return new(Summary(home), [.. parts]) { IsHome = true };
    }

    /// <summary>A list's heading; among messages, whose parts are counted, without a line above it.</summary>
    internal static IEnumerable<CardPart> Heading(string title, int inAll, HomeRoom room)
    {
        var says = inAll > 0 ? $"{title}: {inAll}" : title;
        return room.IsPage
            ? [new CardPart.Divider(), new CardPart.Header(says)]
            : [new CardPart.Text(Phrase.Of(new Inline.Strong(says)))];
    }

    /// <summary>How many there are besides those that are shown, and how to see them.</summary>
    internal static IEnumerable<CardPart> Rest(int inAll, int shown, string command, HomeRoom room)
    {
        if (inAll > shown)
        {
            yield return room.IsPage
                ? new CardPart.Buttons([new($"Show all {inAll}", Presses.Say(command))])
                : new CardPart.Note(Phrase.Of($"{inAll - shown} more: say ", new Inline.Command(command), "."));
        }
    }

    private static IEnumerable<CardPart> List(
        string title, HomeList list, string empty, string command, ImmutableArray<Act> offered, HomeRoom room, DateTimeZone zone)
    {
        var shown = list.First.Take(room.Each).ToList();
        IEnumerable<CardPart> entries = shown.Count == 0 ? [new CardPart.Text(empty)] : shown.SelectMany(entry => Entry(entry, offered, room, zone));
        return [.. Heading(title, list.InAll, room), .. entries, .. Rest(list.InAll, shown.Count, command, room)];
    }

    internal static IEnumerable<CardPart> Entry(HomeEntry entry, ImmutableArray<Act> offered, HomeRoom room, DateTimeZone zone)
    {
        var (view, handoff) = (entry.View, entry.View.Handoff);
        var buttons = offered.Where(entry.Acts.Contains).Select(act => ActButtons.For(act, handoff));
        yield return new CardPart.Text(ListCard.Line(ListEntry.Of(view, Act.Show), zone));
        yield return new CardPart.Buttons(handoff.Status is HandoffStatus.Draft && entry.Acts.Contains(Act.Continue)
            ? [.. buttons]
            : [.. buttons.Take(room.Acts), new("Open", Presses.Of(Act.Show, handoff))]);
    }

    /// <summary>"2 wait for your team · 1 of yours overdue · 3 drafts".</summary>
    private static string Summary(HomeView home)
    {
        var says = new List<string>();
        if (home.Waiting.InAll > 0)
            says.Add($"{home.Waiting.InAll} {(home.Waiting.InAll == 1 ? "waits" : "wait")} for your team");
        if (home.Overdue.InAll + home.Late.Length > 0)
            says.Add($"{home.Overdue.InAll + home.Late.Length} of yours overdue");
        if (home.ExceptionsInAll > home.Late.Length)
            says.Add($"{home.ExceptionsInAll - home.Late.Length} to be filled in");
        if (home.Drafts.InAll > 0)
            says.Add(Counted.Of(home.Drafts.InAll, "draft"));
        return says.Count == 0 ? "Your handoffs: nothing waits for you" : $"Your handoffs: {string.Join(" · ", says)}";
    }

    private static ImmutableArray<Act> Answering => [Act.Accept, Act.Reject, Act.Answer, Act.Ask];

    private static ImmutableArray<Act> Drafting => [Act.Continue, Act.Discard];
}
