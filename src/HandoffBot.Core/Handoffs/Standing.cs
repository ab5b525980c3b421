using HandoffBot.Core.Chat;
using NodaTime;

namespace HandoffBot.Core.Handoffs;

/// <summary>Where a handoff stands, in words for the person who asks.</summary>
/// <param name="SendingTeam">The team's name.</param>
/// <param name="ReceivingTeam">The team's name.</param>
/// <param name="By">Who brought it here, where that is known; null when it was the person who asks.</param>
/// <param name="At">When, where that is known.</param>
public sealed record Standing(
    string Reference, HandoffStatus Status, int Round, string Sender, string SendingTeam, string ReceivingTeam, string? By, Instant? At, DateTimeZone Zone)
{
    /// <summary>What happened to it last had happened before: it was accepted and sent back, or completed and reopened.</summary>
    public bool IsAgain { get; init; }

    public static Standing Of(Handoff handoff, Actor actor, Circumstances circumstances)
    {
        (PersonId By, Instant At)? last = handoff switch
        {
            { Status: HandoffStatus.Completed, CompletedBy: { } by, CompletedAt: { } at } => (by, at),
            { Status: HandoffStatus.Accepted, Reopened: { } reopened } => (reopened.By, reopened.At),
            { Status: HandoffStatus.Rejected, Rejected: { } rejected } => (rejected.By, rejected.At),
            _ => HandoffRules.AnswerThatStands(handoff),
        };
        string? Name(PersonId person) => person == actor.Person ? null : circumstances.NameOf(person);

        return new(
            handoff.Reference,
            handoff.Status,
            handoff.Round,
            Name(handoff.Sender) ?? "you",
            circumstances.Organization.TeamName(handoff.SendingTeam),
            circumstances.Organization.TeamName(handoff.ReceivingTeam),
            last is { } known ? Name(known.By) : null,
            last?.At ?? (handoff.IsOpen ? handoff.SubmittedAt : null),
            circumstances.Organization.Zone)
        {
            IsAgain = handoff is { Status: HandoffStatus.Accepted, Reopened: not null } or { Status: HandoffStatus.Rejected, Rejected.IsLate: true },
        };
    }

    public Phrase Says => Status switch
    {
        HandoffStatus.Draft => $"{Reference} is a draft and waits for {Sender} to submit it.",
        HandoffStatus.Submitted => At is { } at
            ? Phrase.Of($"{Reference} was sent to {ReceivingTeam}, ", new Inline.When(at, Zone), ", and waits for their answer.")
            : $"{Reference} waits for {ReceivingTeam} to answer.",
        HandoffStatus.Clarifying => $"{Reference} waits for {SendingTeam} to answer a question of {ReceivingTeam}.",
        HandoffStatus.Rejected => Was(IsAgain ? "sent back" : "rejected").Then($" It waits for {Sender} to send it again."),
        HandoffStatus.Accepted => Was(IsAgain ? "reopened" : "accepted"),
        HandoffStatus.Completed => Was("completed"),
        _ => $"{Reference} was discarded.",
    };

    private Phrase Was(string done) => At is { } at
        ? Phrase.Of(By is null ? $"You {done} {Reference}, " : $"{Reference} was {done} by {By}, ", new Inline.When(at, Zone), ".")
        : $"{Reference} was {done}.";
}
