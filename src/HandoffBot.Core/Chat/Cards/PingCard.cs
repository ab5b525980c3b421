using System.Collections.Immutable;
using HandoffBot.Core.Clocks;

namespace HandoffBot.Core.Chat.Cards;

/// <summary>One step of a clock's ladder: which clock, how late, and what can be done about it.</summary>
public static class PingCard
{
    public static Card For(PingView ping)
    {
        var view = ping.View;
        var says = Addressed(ping)
            .Then(new Inline.Strong(Spoken.Titled(view)), $" {Waits(ping)}: {Lateness(ping)} (")
            .Then(Spoken.At(view, ping.Due)).Then(").");
        var parts = new List<CardPart> { new CardPart.Text(says) };
        if (Why(ping) is { } why)
            parts.Add(new CardPart.Note(why));

        if (ping.Late)
            parts.Add(new CardPart.Note(Phrase.Of("This comes late: it was to be sent ", Spoken.At(view, ping.At), ", when the bot was away.")));

        parts.Add(new CardPart.Buttons(Buttons(ping)));
        return new(says, [.. parts]);
    }

    private static Phrase Addressed(PingView ping) => ping.To is { } person ? Phrase.Of(Spoken.Mention(person), ": ") : "";

    private static string Waits(PingView ping) => ping.Kind switch
    {
        ClockKind.Acceptance => $"waits for {Spoken.To(ping.View)}'s answer",
        ClockKind.Clarification => $"waits for {Spoken.From(ping.View)} to answer a question",
        ClockKind.Rework => $"was rejected and waits for {Spoken.Name(ping.View, ping.View.Handoff.Sender)} to mend it",
        ClockKind.Kickoff => "was accepted and waits for its kick-off",
        ClockKind.DraftIdle => "is a draft that has not moved",
        _ => "waits",
    };

    /// <summary>To the nearest minute: a ping is sent a moment after its time, and "overdue by 0 s" says nothing.</summary>
    private static string Lateness(PingView ping)
    {
        var left = NodaTime.Duration.FromMinutes(Math.Round((ping.Due - ping.View.Now).TotalMinutes, MidpointRounding.AwayFromZero));
        if (left > NodaTime.Duration.Zero)
            return $"due in {Spoken.Length(left)}";

        return left == NodaTime.Duration.Zero ? "due now" : $"overdue by {Spoken.Length(left)}";
    }

    private static string? Why(PingView ping) => ping.As switch
    {
        PingRole.Lead => "You are told because you lead the team that must move.",
        PingRole.Manager => "You are told because the team's lead reports to you.",
        PingRole.Owner => "You are told because you own the client.",
        PingRole.Sender when ping.Kind is ClockKind.Acceptance or ClockKind.Kickoff => "You are told because you sent it.",
        PingRole.Admin => "You are told because nobody else could be reached.",
        _ => null,
    };

    private static ImmutableArray<CardButton> Buttons(PingView ping)
    {
        var handoff = ping.View.Handoff;
        var buttons = ImmutableArray.CreateBuilder<CardButton>();
        buttons.Add(new("Acknowledge", Presses.Of(Act.Acknowledge, handoff) with { Clock = ping.Clock, Run = ping.Run, Beat = ping.Beat }));
        if (ping.Kind == ClockKind.Acceptance && handoff is { IsOpen: true, ClaimedBy: null } && ping.As is not (PingRole.Sender or PingRole.Manager))
            buttons.Add(new("Claim", Presses.Of(Act.Claim, handoff) with { Clock = ping.Clock, Run = ping.Run, Beat = ping.Beat }, ButtonStyle.Primary));

        if (ping.Kind is ClockKind.Rework or ClockKind.DraftIdle && ping.As is PingRole.Holder or PingRole.Sender && ping.Kind != ClockKind.Acceptance)
            buttons.Add(new("Continue", Presses.Of(Act.Continue, handoff), ButtonStyle.Primary));

        buttons.Add(ping.View.BriefLink is { } link
            ? new("Open", Presses.Of(Act.Open, handoff, link.AbsoluteUri))
            : new("Show", Presses.Of(Act.Show, handoff)));
        return buttons.ToImmutable();
    }
}
