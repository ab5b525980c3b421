using HandoffBot.Core.Handoffs;
using NodaTime;

namespace HandoffBot.Core.Clients;

/// <summary>What happened to a commitment. Each becomes one entry of the client's timeline.</summary>
public abstract record CommitmentEvent(CommitmentId Id, PersonId By, Instant At)
{
    /// <summary>It was written down.</summary>
    public sealed record Recorded(PersonId By, Instant At, Commitment Commitment) : CommitmentEvent(Commitment.Id, By, At);

    /// <summary>Its words changed before it was accepted.</summary>
    public sealed record Reworded(CommitmentId Id, PersonId By, Instant At, PromiseText Text) : CommitmentEvent(Id, By, At);

    /// <summary>It was taken off before it was accepted.</summary>
    public sealed record Removed(CommitmentId Id, PersonId By, Instant At, string What) : CommitmentEvent(Id, By, At);
}

/// <summary>What a commitment is after something happened to it.</summary>
public static class CommitmentRules
{
    public static Commitment Apply(Commitment commitment, CommitmentEvent happened) => happened switch
    {
        CommitmentEvent.Recorded recorded => recorded.Commitment,
        CommitmentEvent.Reworded reworded => commitment with { Text = reworded.Text, Acknowledged = null, Dispute = null },
        CommitmentEvent.Removed => commitment with { State = CommitmentState.Removed },
        _ => throw new ArgumentException($"No rule for {happened.GetType().Name}.", nameof(happened)),
    };

    /// <summary>After an acceptance that answered it; what it does not answer stays.</summary>
    internal static Commitment Answer(Commitment commitment, CommitmentReply? reply, PersonId by, Instant at) => reply switch
    {
        null => commitment,
        { Dispute: { } reason } => commitment with { Dispute = new Dispute(by, at, reason), Acknowledged = null },
        _ => commitment with { Acknowledged = new Nod(by, at), Dispute = null },
    };
}
