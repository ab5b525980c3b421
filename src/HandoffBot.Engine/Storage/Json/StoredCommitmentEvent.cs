using HandoffBot.Core.Clients;
using HandoffBot.Core.Handoffs;
using NodaTime;

namespace HandoffBot.Engine.Storage.Json;

/// <summary>What happened to a commitment, as the timeline keeps it. Who and when are columns of the row; the kind is one as well.</summary>
internal sealed record StoredCommitmentEvent(Guid Id)
{
    public StoredCommitment? Recorded { get; init; }

    public StoredPromise? Text { get; init; }

    public string? What { get; init; }

    public static (string Kind, StoredCommitmentEvent Body) Of(CommitmentEvent happened)
    {
        var body = new StoredCommitmentEvent(happened.Id.Value);
        return happened switch
        {
            CommitmentEvent.Recorded one => ("promise-recorded", body with { Recorded = StoredCommitment.Of(one.Commitment) }),
            CommitmentEvent.Reworded one => ("promise-reworded", body with { Text = StoredPromise.Of(one.Text) }),
            CommitmentEvent.Removed one => ("promise-removed", body with { What = one.What }),
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
            "promise-removed" => new CommitmentEvent.Removed(id, by, at, What ?? ""),
            _ => null,
        };
    }
}
