using System.Globalization;
using HandoffBot.Core.Clients;
using HandoffBot.Core.Handoffs;
using NodaTime;

namespace HandoffBot.Core.Chat;

/// <summary>A handoff's people, times and state, worded once for all cards and screens.</summary>
internal static class Spoken
{
    /// <summary>The name of the client, or of what else is handed over, as cards show it.</summary>
    public static string Client(HandoffView view) => Client(view.Handoff);

    public static string Client(Handoff handoff) => Shortened.To(handoff.Called.ReplaceLineEndings(" "), 100);

    public static string Client(Client client) => Shortened.To(client.Called.ReplaceLineEndings(" "), 100);

    /// <summary>"the client", "the release".</summary>
    public static string The(HandoffView view) => view.Handoff.Subject.The;

    public static string Name(HandoffView view, PersonId person) => Shortened.To(view.NameOf(person), 80);

    /// <summary>"Kim (away until 1 Dec, covered by Olu)": the name of somebody from whom something is awaited.</summary>
    public static string Awaited(HandoffView view, PersonId person) =>
        view.Person(person).Away is { } away ? $"{Name(view, person)} ({away.Words})" : Name(view, person);

    /// <summary>Notifies the person where the platform knows them.</summary>
    public static Inline Mention(PersonView person) => new Inline.Mention(Shortened.To(person.Name, 80), person.Accounts);

    /// <summary>Notifies whom something is said to, and whoever covers for them while they are away.</summary>
    public static Phrase Called(PersonView person) => person.Away switch
    {
        null => Phrase.Of(Mention(person)),
        { Cover: { } cover } away => Phrase.Of(Mention(person), $" (away until {away.Until}), ", Mention(cover), " covering"),
        var away => Phrase.Of(Mention(person), $" (away until {away.Until})"),
    };

    public static string Sender(HandoffView view) => $"{Name(view, view.Handoff.Sender)} ({From(view)})";

    public static string From(HandoffView view) => Team(view, view.Handoff.SendingTeam);

    public static string To(HandoffView view) => Team(view, view.Handoff.ReceivingTeam);

    public static string Team(HandoffView view, string key) => Shortened.To(view.Organization.TeamName(key), 80);

    /// <summary>"H-1042 · Acme Ltd".</summary>
    public static string Titled(HandoffView view) => $"{view.Handoff.Reference} · {Client(view)}";

    public static Inline At(HandoffView view, Instant instant) => new Inline.When(instant, view.Organization.Zone);

    /// <summary>", due …" with the time in the reader's zone; nothing while no clock runs.</summary>
    public static Phrase Due(HandoffView view, string lead = ", due ") => view.Due is { } due ? Phrase.Of(lead, At(view, due)) : "";

    /// <summary>When the receiving team must have answered; nothing while that clock stands still.</summary>
    public static Phrase AnswerDue(HandoffView view, string lead = ", due ") => view.Handoff.Status == HandoffStatus.Submitted ? Due(view, lead) : "";

    /// <summary>" Please mend it by ….", where a clock runs.</summary>
    public static Phrase MendBy(HandoffView view) => view.Due is { } due ? Phrase.Of(" Please mend it by ", At(view, due), ".") : "";

    /// <summary>The time in the reader's zone, and whether it has been missed.</summary>
    public static Phrase DueOrOverdue(HandoffView view, Instant due) =>
        Phrase.Of(At(view, due)).Then(view.MissedAt is null ? "" : ", overdue");

    /// <summary>That a clock was missed, where no due time says so.</summary>
    public static Phrase? Missed(HandoffView view) =>
        view.MissedAt is { } missed && (view.Due is null || view.Handoff.Status is HandoffStatus.Draft or HandoffStatus.Rejected)
        ? Phrase.Of("Was due ", At(view, missed), " and is overdue.")
        : null;

    /// <summary>Where the handoff stands, in a few words.</summary>
    public static Phrase State(HandoffView view) => view.Handoff switch
    {
        { Status: HandoffStatus.Draft, Round: 0 } => "Draft, not sent yet",
        { Status: HandoffStatus.Draft } => $"Taken back by {From(view)} to be changed",
        { Status: HandoffStatus.Submitted } => $"Waiting for {To(view)}'s answer",
        { Status: HandoffStatus.Clarifying, IsUpToTheClient: true } => $"Waiting for {view.Handoff.Subject.Outsider}'s answer to {QuestionWords.Open(view.Handoff)}",
        { Status: HandoffStatus.Clarifying } => $"Waiting for {From(view)} to answer {QuestionWords.Open(view.Handoff)}",
        { Status: HandoffStatus.Rejected, Rejected: { } rejected } =>
            Phrase.Of($"{(rejected.IsLate ? "Sent back" : "Rejected")} by {Name(view, rejected.By)}, ", At(view, rejected.At)),
        { Status: HandoffStatus.Rejected } => "Rejected",
        { Status: HandoffStatus.Accepted, Reopened: { } reopened } =>
            Phrase.Of($"Opened again by {Name(view, reopened.By)}, ", At(view, reopened.At)),
        { Status: HandoffStatus.Accepted, Accepted: { } accepted } =>
            Phrase.Of($"Accepted by {Name(view, accepted.By)}, ", At(view, accepted.At)),
        { Status: HandoffStatus.Accepted } => "Accepted",
        { Status: HandoffStatus.Completed, CompletedBy: { } by, CompletedAt: { } at } =>
            Phrase.Of($"Kicked off by {Name(view, by)}, ", At(view, at)),
        { Status: HandoffStatus.Completed } => "Kicked off",
        _ => "Discarded",
    };

    /// <summary>How it came to the team that it is with, where people have sent it there.</summary>
    public static Phrase? ReRouted(HandoffView view) => view.Handoff.ReRouted is { } moved
        ? Phrase.Of($"Re-routed from {Team(view, moved.From)} by {Name(view, moved.By)}, ", At(view, moved.At), $": {Said(moved.Reason)}")
        : null;

    /// <summary>A reason in somebody's own words.</summary>
    public static string Said(string reason) => $"“{Shortened.To(reason, 300)}”";

    /// <summary>"2 days 3 h", "3 h 5 min", "40 s": the two largest units, never negative.</summary>
    public static string Length(Duration length)
    {
        var span = length < Duration.Zero ? -length : length;
        var days = (int)Math.Min(span.TotalDays, int.MaxValue);
        if (days > 0)
            return Two(Counted.Of(days, "day"), span.Hours, "h");

        if (span.Hours > 0)
            return Two($"{span.Hours.ToString(CultureInfo.InvariantCulture)} h", span.Minutes, "min");

        return span.Minutes > 0 ? $"{span.Minutes} min" : $"{span.Seconds} s";

        static string Two(string large, int small, string unit) => small == 0 ? large : $"{large} {small} {unit}";
    }
}
