using System.Collections.Immutable;
using HandoffBot.Core.Clients;
using HandoffBot.Core.Clocks;
using HandoffBot.Core.Handoffs;
using NodaTime;

namespace HandoffBot.Core.Chat.Cards;

/// <summary>One step of a clock's ladder: which clock, how late, and what can be done about it.</summary>
public static class PingCard
{
    public static Card For(PingView ping) => RemindersCard.For([Of(ping)]);

    public static Reminder Of(PingView ping)
    {
        var view = ping.View;
        var title = Spoken.Titled(view);
        var says = Phrase.Of(
            new Inline.Strong(title), $" {Waits(ping)}: {PingWords.Lateness(ping.Due, view.Now)} (", Spoken.At(view, ping.Due), ").");
        return new(title, says, [.. Notes(ping), new CardPart.Buttons(Buttons(ping))], ping.Due, ping.To);
    }

    private static IEnumerable<CardPart> Notes(PingView ping)
    {
        var why = ping.As switch
        {
            _ when ping.For is { } absent => PingWords.Covers(absent),
            PingRole.Sender when ping.Kind is ClockKind.Acceptance or ClockKind.Kickoff or ClockKind.Exception => "You are told because you sent it.",
            var role => PingWords.Why(role, ping.View.Handoff.Subject),
        };
        if (why is not null)
            yield return new CardPart.Note(why);

        if (ping.Late)
            yield return new CardPart.Note(PingWords.Late(Spoken.At(ping.View, ping.At)));
    }

    private static string Waits(PingView ping) => ping.Kind switch
    {
        ClockKind.Acceptance => $"waits for {Spoken.To(ping.View)}'s answer",
        ClockKind.Clarification => $"waits for {Spoken.From(ping.View)} to answer {QuestionWords.Open(ping.View.Handoff)}",
        ClockKind.Rework => $"was rejected and waits for {Spoken.Name(ping.View, ping.View.Handoff.Sender)} to mend it",
        ClockKind.Kickoff => "was accepted and waits for its kick-off",
        ClockKind.DraftIdle => "is a draft in which nothing has changed",
        ClockKind.Handover when ping.View.Handoff is { Owed: null, BeganOn: { } day } => $"waits for {Spoken.Name(ping.View, ping.View.Handoff.Sender)} to send it ({Began(ping.View.Handoff)}: {Promised.On(day)})",
        ClockKind.Handover => $"is owed by {Spoken.Name(ping.View, ping.View.Handoff.Sender)}: {Spoken.The(ping.View)} has its new owner already",
        ClockKind.Exception => $"waits for {Labelled(ping)} to be filled in",
        _ => "waits",
    };

    private static string Began(Handoff handoff) =>
        Shortened.To(handoff.Playbook.Starts is { } field ? handoff.Playbook.Checklist.Find(field)?.Label ?? field : "Begun on", 60);

    /// <summary>The run of such a clock is the number of its exception.</summary>
    private static string Labelled(PingView ping) => ping.View.Handoff.Exceptions.FirstOrDefault(one => one.Number == ping.Run) is { } exception
        ? Excepted.Labelled(ping.View.Handoff, exception.Field)
        : "an answer";

    private static ImmutableArray<CardButton> Buttons(PingView ping)
    {
        var handoff = ping.View.Handoff;
        var buttons = ImmutableArray.CreateBuilder<CardButton>();
        buttons.Add(new("Acknowledge", Presses.Of(Act.Acknowledge, handoff, ping.Step) with { Clock = ping.Clock, Run = ping.Run }));
        if (ping.Kind == ClockKind.Acceptance && handoff is { IsOpen: true, ClaimedBy: null } && ping.As is not (PingRole.Sender or PingRole.Manager))
            buttons.Add(new("Claim", Presses.Of(Act.Claim, handoff) with { Clock = ping.Clock, Run = ping.Run }, ButtonStyle.Primary));

        if (ping.Kind == ClockKind.Clarification && ping.As is not PingRole.Manager)
            buttons.Add(new("Answer", Presses.Of(Act.Answer, handoff), ButtonStyle.Primary));

        if (ping is { Kind: ClockKind.Acceptance, To: { } reminded } && handoff.IsOpen && handoff.ClaimedBy == reminded.Id)
            buttons.Add(new("Release", Presses.Of(Act.Release, handoff)));

        if (ping.Kind == ClockKind.Exception && handoff.ToFillIn.FirstOrDefault(one => one.Number == ping.Run) is { } open)
            buttons.Add(Excepted.FillIn(handoff, open, "Fill in"));

        if (MayGoOn(ping))
            buttons.Add(new("Continue", Presses.Of(Act.Continue, handoff), ButtonStyle.Primary));

        // A draft that was never sent is on no card: its checklist is what there is to see.
        if (handoff.Round > 0 || !MayGoOn(ping))
            buttons.Add(Open(ping));
        return buttons.ToImmutable();
    }

    /// <summary>The sender and the lead are those who edit what was drafted or rejected; who covers for one of them is told, and may not.</summary>
    private static bool MayGoOn(PingView ping) =>
        ping.For is null && ping.Kind is ClockKind.Rework or ClockKind.DraftIdle or ClockKind.Handover && ping.As is PingRole.Holder or PingRole.Sender or PingRole.Lead;

    /// <summary>The sender's own card lies in the sender's direct chat; all others look at the brief.</summary>
    private static CardButton Open(PingView ping)
    {
        var view = ping.View;
        var link = ping.To?.Id == view.Handoff.Sender ? view.SenderCardLink ?? view.BriefLink : view.BriefLink;
        return link is null
            ? new("Show", Presses.Of(Act.Show, view.Handoff))
            : new("Open", Presses.Of(Act.Open, view.Handoff, link.AbsoluteUri));
    }
}

/// <summary>One step of a client's ladder: since when nothing has happened, and where its last handoff is.</summary>
public static class ClientPingCard
{
    public static Card For(ClientPingView ping) => RemindersCard.For([Of(ping)]);

    public static Reminder Of(ClientPingView ping)
    {
        var name = Spoken.Client(ping.Client);
        var says = Phrase.Of(
            new Inline.Strong(name), " has gone quiet: nothing has happened since ", At(ping, ping.Since),
            $". Time to get in touch: {PingWords.Lateness(ping.Due, ping.Now)} (", At(ping, ping.Due), ").");
        return new(name, says, [.. Notes(ping), new CardPart.Buttons(Buttons(ping))], ping.Due, ping.To);
    }

    private static IEnumerable<CardPart> Notes(ClientPingView ping)
    {
        if ((ping.For is { } absent ? PingWords.Covers(absent) : PingWords.Why(ping.As, ping.Client.Subject)) is { } why)
            yield return new CardPart.Note(why);

        if (ping.Late)
            yield return new CardPart.Note(PingWords.Late(At(ping, ping.At)));
    }

    private static ImmutableArray<CardButton> Buttons(ClientPingView ping)
    {
        var acknowledge = new CardButton("Acknowledge", new Press(Act.Acknowledge, Clock: ping.Clock, Run: ping.Run, Text: ping.Step));
        return ping.Latest switch
        {
            null => [acknowledge],
            { BriefLink: { } link } latest => [acknowledge, new("Open the last handoff", Presses.Of(Act.Open, latest.Handoff, link.AbsoluteUri))],
            var latest => [acknowledge, new("Show the last handoff", Presses.Of(Act.Show, latest.Handoff))],
        };
    }

    private static Inline At(ClientPingView ping, Instant instant) => new Inline.When(instant, ping.Organization.Zone);
}

/// <summary>What pings of every kind say alike.</summary>
internal static class PingWords
{
    public static Phrase Addressed(PersonView? to) => to is { } person ? Phrase.Of(Spoken.Mention(person), ": ") : "";

    /// <summary>To the nearest minute: a ping is sent a moment after its time, and "overdue by 0 s" says nothing.</summary>
    public static string Lateness(Instant due, Instant now)
    {
        var left = Duration.FromMinutes(Math.Round((due - now).TotalMinutes, MidpointRounding.AwayFromZero));
        if (left > Duration.Zero)
            return $"due in {Spoken.Length(left)}";

        return left == Duration.Zero ? "due now" : $"overdue by {Spoken.Length(left)}";
    }

    public static string? Why(PingRole role, Subject? subject = null) => role switch
    {
        PingRole.Owner => $"You are told because you own {(subject ?? Subject.Client).The}.",
        PingRole.Lead => "You are told because you lead the team that must move.",
        PingRole.Manager => "You are told because the team's lead reports to you.",
        PingRole.Admin => "You are told because nobody else could be reached.",
        _ => null,
    };

    public static string Covers(PersonView absent) => absent.Away is { } away
        ? $"You are told because you cover for {Shortened.To(absent.Name, 80)}, who is away until {away.Until}."
        : $"You are told because you cover for {Shortened.To(absent.Name, 80)}.";

    public static Phrase Late(Inline when) => Phrase.Of("This comes late: it was to be sent ", when, ", when the bot was away.");
}
