using HandoffBot.Core.Clients;
using HandoffBot.Core.Handoffs;
using NodaTime;
using NodaTime.Text;

namespace HandoffBot.Engine.Storage.Json;

/// <summary>What happened to a commitment, as the timeline keeps it. Who and when are columns of the row; the kind is one as well.</summary>
internal sealed record StoredCommitmentEvent(Guid Id)
{
    public StoredCommitment? Recorded { get; init; }

    public StoredPromise? Text { get; init; }

    public string? What { get; init; }

    public string? Why { get; init; }

    /// <summary>The day before and the day after.</summary>
    public string? Was { get; init; }

    public string? Due { get; init; }

    public bool? BySender { get; init; }

    public StoredTeamAnswer? Answer { get; init; }

    public static (string Kind, StoredCommitmentEvent Body) Of(CommitmentEvent happened)
    {
        var body = new StoredCommitmentEvent(happened.Id.Value);
        return happened switch
        {
            CommitmentEvent.Recorded one => ("promise-recorded", body with { Recorded = StoredCommitment.Of(one.Commitment) }),
            CommitmentEvent.Reworded one => ("promise-reworded", body with { Text = StoredPromise.Of(one.Text) }),
            CommitmentEvent.Removed one => ("promise-removed", body with { What = one.What }),
            CommitmentEvent.Kept one => ("promise-kept", body with { What = one.What }),
            CommitmentEvent.Broken one => ("promise-broken", body with { What = one.What, Why = one.Why }),
            CommitmentEvent.Renegotiated one => ("promise-moved", body with
            {
                What = one.What,
                Why = one.Why,
                Was = LocalDatePattern.Iso.Format(one.Was),
                Due = LocalDatePattern.Iso.Format(one.Due),
            }),
            CommitmentEvent.Suggested one => ("promise-suggested", body with { Text = StoredPromise.Of(one.Text), BySender = one.BySender }),
            CommitmentEvent.TeamAnswered one => ("promise-answered", body with { What = one.What, Answer = StoredTeamAnswer.Of(one.Answer) }),
            CommitmentEvent.TakenUp one => ("promise-taken-up", body with { What = one.What, Due = LocalDatePattern.Iso.Format(one.Due) }),
            CommitmentEvent.Dropped one => ("promise-dropped", body with { What = one.What }),
            CommitmentEvent.Agreed one => ("promise-agreed", body with { Text = StoredPromise.Of(one.Text) }),
            CommitmentEvent.Decided one => ("promise-decided", body with { Text = StoredPromise.Of(one.Text) }),
            _ => throw new InvalidOperationException($"No way to keep a {happened.GetType().Name}."),
        };
    }

    /// <summary>Null for a kind that tells of something else.</summary>
    public CommitmentEvent? ToEvent(string kind, PersonId by, Instant at)
    {
        var id = new CommitmentId(Id);
        return kind switch
        {
            "promise-recorded" when Recorded is { } recorded => new CommitmentEvent.Recorded(by, at, recorded.ToCommitment()),
            "promise-reworded" when Text is { } text => new CommitmentEvent.Reworded(id, by, at, text.ToText()),
            "promise-kept" => new CommitmentEvent.Kept(id, by, at, What ?? ""),
            "promise-broken" => new CommitmentEvent.Broken(id, by, at, What ?? "", Why ?? ""),
            "promise-moved" when Was is { } was && Due is { } due => new CommitmentEvent.Renegotiated(
                id, by, at, What ?? "", LocalDatePattern.Iso.Parse(was).Value, LocalDatePattern.Iso.Parse(due).Value, Why ?? ""),
            "promise-suggested" when Text is { } text => new CommitmentEvent.Suggested(id, by, at, text.ToText(), BySender ?? false),
            "promise-answered" when Answer is { } answer => new CommitmentEvent.TeamAnswered(id, by, at, What ?? "", answer.ToAnswer()),
            "promise-taken-up" when Due is { } due => new CommitmentEvent.TakenUp(id, by, at, What ?? "", LocalDatePattern.Iso.Parse(due).Value),
            "promise-dropped" => new CommitmentEvent.Dropped(id, by, at, What ?? ""),
            "promise-agreed" when Text is { } text => new CommitmentEvent.Agreed(id, by, at, text.ToText()),
            "promise-decided" when Text is { } text => new CommitmentEvent.Decided(id, by, at, text.ToText()),
            "promise-removed" => new CommitmentEvent.Removed(id, by, at, What ?? ""),
            _ => null,
        };
    }
}
