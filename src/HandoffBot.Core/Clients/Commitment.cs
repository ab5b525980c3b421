using HandoffBot.Core.Handoffs;
using NodaTime;

namespace HandoffBot.Core.Clients;

/// <summary>Names a commitment for as long as the database lives.</summary>
public readonly record struct CommitmentId(Guid Value);

/// <summary>Where a commitment stands. Kept as a number, so new ones are added at the end.</summary>
public enum CommitmentState
{
    /// <summary>Promised, and not yet kept.</summary>
    Open,

    /// <summary>Promised for another day than at first, and not yet kept.</summary>
    Renegotiated,
    Kept,
    Broken,

    /// <summary>Taken off what is handed over before that was accepted: it was no promise after all.</summary>
    Removed,

    /// <summary>Not promised yet: a team was asked whether it can be done by then.</summary>
    Asked,

    /// <summary>Not promised: the team that was asked said no, or who asked thought better of it.</summary>
    Declined,
}

/// <summary>A promise made to a client.</summary>
public sealed record Commitment
{
    public required CommitmentId Id { get; init; }

    public required PromiseText Text { get; init; }

    /// <summary>Who made the promise.</summary>
    public required PersonId PromisedBy { get; init; }

    /// <summary>Who wrote it down, and when.</summary>
    public required PersonId RecordedBy { get; init; }

    public required Instant RecordedAt { get; init; }

    /// <summary>None while the draft that it is written in only names a new client.</summary>
    public ClientId? Client { get; init; }

    /// <summary>The handoff that it is handed over with, where it is.</summary>
    public HandedOver? With { get; init; }

    public CommitmentState State { get; init; }

    /// <summary>Who took it on at the acceptance, or ended a dispute, and when; null before that and while it is disputed.</summary>
    public Nod? Acknowledged { get; init; }

    /// <summary>Set while the receiver does not take it on: it then stays with who sent it.</summary>
    public Dispute? Dispute { get; init; }

    /// <summary>Who kept or broke it, as was said by whom; null while it runs.</summary>
    public Ending? Ended { get; init; }

    /// <summary>The last time that its day was moved; the timeline has them all.</summary>
    public Move? Moved { get; init; }

    /// <summary>The team that was asked first, and what it said.</summary>
    public Asking? Asking { get; init; }

    /// <summary>A team is asked whether it can be kept, and has not said so.</summary>
    public bool IsAsked => this is { State: CommitmentState.Asked, Asking.Answer: null };

    /// <summary>Neither kept nor broken, and not taken off.</summary>
    public bool IsRunning => State is CommitmentState.Open or CommitmentState.Renegotiated;
}

/// <summary>A promise in words.</summary>
/// <param name="Due">By the end of that day.</param>
/// <param name="Where">Where it was said, such as a call or a message.</param>
/// <param name="Link">Opens the message in which it was said.</param>
public sealed record PromiseText(string What, LocalDate Due, string? Where = null, string? Link = null)
{
    /// <summary>The longest promise, in characters.</summary>
    public const int LongestWhat = 300;

    /// <summary>The longest account of where it was said, in characters.</summary>
    public const int LongestWhere = 300;

    /// <summary>Where the message is opened; null where there is none, or where it is no address that one can be sent to.</summary>
    /// <remarks>A platform's own addresses are https, but for the one that stands in for it on this machine.</remarks>
    public Uri? Message => Uri.TryCreate(Link, UriKind.Absolute, out var link)
        && (link.Scheme == Uri.UriSchemeHttps || (link.Scheme == Uri.UriSchemeHttp && link.IsLoopback)) ? link : null;

    public PromiseText Trimmed() => this with { What = What.Trim(), Where = string.IsNullOrWhiteSpace(Where) ? null : Where.Trim() };
}

/// <summary>The handoff that a commitment came with, and whose it is while it is disputed.</summary>
/// <param name="Handoff">The number in <c>H-1042</c>.</param>
/// <param name="Team">Key of the sending team.</param>
public sealed record HandedOver(int Handoff, PersonId Sender, string Team);

/// <summary>A team that is asked whether a promise can be kept.</summary>
/// <param name="Team">Its key.</param>
/// <param name="Answer">What it said; null until then.</param>
public sealed record Asking(string Team, TeamAnswer? Answer = null);

/// <summary>What a team said to whether a promise can be kept.</summary>
/// <param name="Can">By the day that was asked about, or by another.</param>
/// <param name="Instead">Another day by which it can.</param>
public sealed record TeamAnswer(PersonId By, Instant At, bool Can, LocalDate? Instead, string? Reason);

/// <summary>Somebody's yes.</summary>
public sealed record Nod(PersonId By, Instant At);

/// <summary>A promise that the receiver does not take on.</summary>
public sealed record Dispute(PersonId By, Instant At, string Reason)
{
    /// <summary>The longest reason, in characters.</summary>
    public const int LongestReason = 1000;

    /// <summary>Other words or another day that one side has proposed and the other has not agreed to; the last one counts.</summary>
    public Proposed? Proposal { get; init; }
}

/// <summary>Other words or another day, to end a dispute.</summary>
/// <param name="Number">Counted from 1 in its dispute: who agrees has read this one.</param>
/// <param name="BySender">Of the two sides, which one proposed it.</param>
public sealed record Proposed(int Number, PersonId By, Instant At, PromiseText Text, bool BySender);

/// <summary>That a promise was kept or broken.</summary>
public sealed record Ending(PersonId By, Instant At, string? Why);

/// <summary>That a promise was moved to another day.</summary>
/// <param name="Was">The day before.</param>
public sealed record Move(PersonId By, Instant At, LocalDate Was, string Why);

/// <summary>What a receiver says to a commitment when accepting.</summary>
/// <param name="Dispute">Why not; null takes it on.</param>
public sealed record CommitmentReply(CommitmentId Id, string? Dispute);
