using HandoffBot.Core.Chat;
using HandoffBot.Core.Clocks;
using NodaTime;

namespace HandoffBot.Engine.Storage.Rows;

/// <summary>One run of a clock, which belongs to a handoff or to a client.</summary>
internal sealed class ClockRow
{
    public Guid Id { get; set; }

    public int? Handoff { get; set; }

    /// <summary>The client whose own clock it is; null for the clocks of its handoffs.</summary>
    public Guid? Client { get; set; }

    public ClockKind Kind { get; set; }

    public int Run { get; set; }

    public Instant Started { get; set; }

    public Duration Used { get; set; }

    public Instant? PausedSince { get; set; }

    /// <summary>Of business days: the budget, once it was measured.</summary>
    public Duration? Budget { get; set; }

    /// <summary>The due time, where it had passed when the run was last measured.</summary>
    public Instant? DueWas { get; set; }

    /// <summary>None while it is paused.</summary>
    public Instant? Due { get; set; }

    /// <summary>When the next beat falls due; null when none is left, it is paused or it has ended.</summary>
    public Instant? NextFireAt { get; set; }

    /// <summary>Which beats were taken: <c>100%=3,50%=1</c>.</summary>
    public string Taken { get; set; } = "";

    /// <summary>Keys of the steps whose repeats were stopped by an acknowledgement: <c>50%,100%</c>.</summary>
    public string Acknowledged { get; set; } = "";

    /// <summary>Until then an acknowledgement holds back what would fall before the due time.</summary>
    public Instant? HeldUntil { get; set; }

    /// <summary>The edition of calendars and ladders that it is laid by.</summary>
    public string LaidBy { get; set; } = "";

    /// <summary>When it was last laid by a changed edition; what thereby lies in the past fell due then.</summary>
    public Instant? LaidAt { get; set; }

    /// <summary>Its due time, once that was reached.</summary>
    public Instant? MissedAt { get; set; }

    /// <summary>The miss does not count: the brief was not in its channel.</summary>
    public bool Excused { get; set; }

    public Instant? EndedAt { get; set; }

    /// <summary>Changes with every write: who fires a beat claims the clock by it.</summary>
    public int Fence { get; set; }
}

/// <summary>How a delivery stands.</summary>
internal enum DeliveryState
{
    Pending,

    /// <summary>Its post may or may not have happened.</summary>
    Unknown,
    Sent,

    /// <summary>It cannot be sent until somebody mends something.</summary>
    Dead,

    /// <summary>What it was about is over.</summary>
    Cancelled,
}

/// <summary>Something to be sent: an intent, rendered from the latest state when it is sent.</summary>
internal sealed class DeliveryRow
{
    public Guid Id { get; set; }

    /// <summary>Grows; what goes to one lane goes in this order.</summary>
    public long Order { get; set; }

    public required string DedupeKey { get; set; }

    public required string Kind { get; set; }

    public int? Handoff { get; set; }

    /// <summary>The clock that it is about; what is pending for a clock is cancelled when that ends.</summary>
    public Guid? Clock { get; set; }

    /// <summary>JSON of the intent.</summary>
    public required string Intent { get; set; }

    /// <summary>What order and pace are kept by: one channel or direct chat.</summary>
    public required string Lane { get; set; }

    public DeliveryState State { get; set; }

    public Instant CreatedAt { get; set; }

    /// <summary>Not before this (system clock).</summary>
    public Instant DueAt { get; set; }

    /// <summary>Somebody is sending it until then (system clock).</summary>
    public Instant? LeasedUntil { get; set; }

    public Guid? LeasedBy { get; set; }

    public int Attempts { get; set; }

    /// <summary>When the attempt began whose answer was lost.</summary>
    public Instant? AttemptedAt { get; set; }

    public string? Error { get; set; }

    public Instant? EndedAt { get; set; }
}

/// <summary>What a card is to its handoff.</summary>
internal enum CardRole
{
    Brief,
    SenderCard,

    /// <summary>The sender's card in the sending team's channel.</summary>
    Announcement,
}

/// <summary>Which message shows which handoff.</summary>
internal sealed class CardRow
{
    public Platform Platform { get; set; }

    public required string Workspace { get; set; }

    public required string Channel { get; set; }

    public required string Message { get; set; }

    public int Handoff { get; set; }

    public CardRole Role { get; set; }

    /// <summary>The channel, team or person that it was meant for, as a lane.</summary>
    public required string Lane { get; set; }

    public string? Link { get; set; }

    /// <summary>The handoff's version that it shows.</summary>
    public int Shows { get; set; }

    public Instant PostedAt { get; set; }

    public CardRef Ref => new(Platform, Workspace, Channel, Message);
}
