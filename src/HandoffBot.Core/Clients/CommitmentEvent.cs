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

    public sealed record Kept(CommitmentId Id, PersonId By, Instant At, string What) : CommitmentEvent(Id, By, At);

    public sealed record Broken(CommitmentId Id, PersonId By, Instant At, string What, string Why) : CommitmentEvent(Id, By, At);

    /// <summary>It is promised for another day.</summary>
    public sealed record Renegotiated(CommitmentId Id, PersonId By, Instant At, string What, LocalDate Was, LocalDate Due, string Why) : CommitmentEvent(Id, By, At);

    /// <summary>One side of a dispute proposed other words or another day.</summary>
    public sealed record Suggested(CommitmentId Id, PersonId By, Instant At, PromiseText Text, bool BySender) : CommitmentEvent(Id, By, At);

    /// <summary>The other side agreed, which ends the dispute.</summary>
    public sealed record Agreed(CommitmentId Id, PersonId By, Instant At, PromiseText Text) : CommitmentEvent(Id, By, At);

    /// <summary>The team that was asked said whether it can be done.</summary>
    public sealed record TeamAnswered(CommitmentId Id, PersonId By, Instant At, string What, TeamAnswer Answer) : CommitmentEvent(Id, By, At);

    /// <summary>Who asked promised it for the day that the team named.</summary>
    public sealed record TakenUp(CommitmentId Id, PersonId By, Instant At, string What, LocalDate Due) : CommitmentEvent(Id, By, At);

    /// <summary>Who asked does not promise it.</summary>
    public sealed record Dropped(CommitmentId Id, PersonId By, Instant At, string What) : CommitmentEvent(Id, By, At);

    /// <summary>The sender's lead decided, which ends the dispute.</summary>
    public sealed record Decided(CommitmentId Id, PersonId By, Instant At, PromiseText Text) : CommitmentEvent(Id, By, At);
}
