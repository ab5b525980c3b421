using System.Collections.Immutable;
using HandoffBot.Core.Clients;
using HandoffBot.Core.Playbooks;
using NodaTime;

namespace HandoffBot.Core.Chat.Cards;

/// <summary>One step of the ladder of a promise whose day comes near, or has passed: what was promised to whom, and what can be said of it.</summary>
public static class CommitmentPingCard
{
    public static Card For(CommitmentPingView ping) => RemindersCard.For([Of(ping)]);

    public static Reminder Of(CommitmentPingView ping)
    {
        var name = Spoken.Client(ping.Client);
        var what = $"{Promised.Quoted(ping.Commitment.Text.What)}, by {Shortened.To(ping.PromisedBy.Name, 80)}";
        var says = Phrase.Of(
            new Inline.Strong(name), $": the promise {what}, is {PingWords.Lateness(ping.Due, ping.Now)} (", At(ping, ping.Due), ").").Then([.. Promised.Source(ping.Commitment, " ")]);
        return new(name, says, [.. Notes(ping), new CardPart.Buttons(Buttons(ping))], ping.Due, ping.To);
    }

    private static IEnumerable<CardPart> Notes(CommitmentPingView ping)
    {
        if (ping.Commitment.Dispute is not null)
            yield return new CardPart.Note($"It is disputed, so it stays with who handed {ping.Client.Subject.The} over.");

        if (Why(ping) is { } why)
            yield return new CardPart.Note(why);

        if (ping.Commitment.Asking is { Answer: { } answer } asking)
            yield return new CardPart.Note($"{ping.Organization.TeamName(asking.Team)} was asked and said “{Promised.Answer(answer)}”.");

        if (ping.Late)
            yield return new CardPart.Note(PingWords.Late(At(ping, ping.At)));
    }

    private static string? Why(CommitmentPingView ping) => ping switch
    {
        { For: { } absent } => PingWords.Covers(absent),
        { Commitment.Dispute: not null } => null,
        _ => PingWords.Why(ping.As, ping.Client.Subject),
    };

    private static ImmutableArray<CardButton> Buttons(CommitmentPingView ping) =>
    [
        .. PromiseButtons.For(ping.Commitment),
        new("Acknowledge", new Press(Act.Acknowledge, Clock: ping.Clock, Run: ping.Run, Text: ping.Step)),
    ];

    private static Inline At(CommitmentPingView ping, Instant instant) => new Inline.When(instant, ping.Organization.Zone);
}

/// <summary>One ping about a promise to a client.</summary>
public sealed record CommitmentPingView(
    Commitment Commitment, Client Client, Organization Organization, Instant Now, Guid Clock, int Run, string Step, bool Late, Instant At, Instant Due,
    PersonView? To, PingRole As, PersonView PromisedBy)
{
    /// <summary>Who is away and covered for by the one whom it addresses.</summary>
    public PersonView? For { get; init; }
}
