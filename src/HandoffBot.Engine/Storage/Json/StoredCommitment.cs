using HandoffBot.Core.Clients;
using HandoffBot.Core.Handoffs;
using NodaTime;
using NodaTime.Text;

namespace HandoffBot.Engine.Storage.Json;

/// <summary>A commitment as it is kept: with its handoff, in its own row and where the timeline tells of its beginning.</summary>
internal sealed record StoredCommitment
{
    public Guid Id { get; set; }

    public StoredPromise Text { get; set; } = new("", "2000-01-01", null, null);

    public Guid PromisedBy { get; set; }

    public Guid RecordedBy { get; set; }

    /// <summary>In milliseconds.</summary>
    public long RecordedAt { get; set; }

    public Guid? Client { get; set; }

    public StoredHandedOver? With { get; set; }

    public CommitmentState State { get; set; }

    public StoredNod? Acknowledged { get; set; }

    public StoredDispute? Dispute { get; set; }

    public StoredEnding? Ended { get; set; }

    public StoredMove? Moved { get; set; }

    public StoredAsking? Asking { get; set; }

    public static StoredCommitment Of(Commitment one) => new()
    {
        Id = one.Id.Value,
        Text = StoredPromise.Of(one.Text),
        PromisedBy = one.PromisedBy.Value,
        RecordedBy = one.RecordedBy.Value,
        RecordedAt = one.RecordedAt.ToUnixTimeMilliseconds(),
        Client = one.Client?.Value,
        With = one.With is { } with ? new(with.Handoff, with.Sender.Value, with.Team) : null,
        State = one.State,
        Acknowledged = one.Acknowledged is { } nod ? new(nod.By.Value, nod.At.ToUnixTimeMilliseconds()) : null,
        Dispute = StoredDispute.Of(one.Dispute),
        Ended = one.Ended is { } ended ? new(ended.By.Value, ended.At.ToUnixTimeMilliseconds(), ended.Why) : null,
        Moved = one.Moved is { } moved ? new(moved.By.Value, moved.At.ToUnixTimeMilliseconds(), LocalDatePattern.Iso.Format(moved.Was), moved.Why) : null,
        Asking = one.Asking is { } asking ? new(asking.Team, StoredTeamAnswer.Of(asking.Answer)) : null,
    };

    public Commitment ToCommitment() => new()
    {
        Id = new CommitmentId(Id),
        Text = Text.ToText(),
        PromisedBy = new PersonId(PromisedBy),
        RecordedBy = new PersonId(RecordedBy),
        RecordedAt = Instant.FromUnixTimeMilliseconds(RecordedAt),
        Client = Client is { } client ? new ClientId(client) : null,
        With = With is { } with ? new(with.Handoff, new PersonId(with.Sender), with.Team) : null,
        State = State,
        Acknowledged = Acknowledged is { } nod ? new(new PersonId(nod.By), Instant.FromUnixTimeMilliseconds(nod.At)) : null,
        Dispute = Dispute?.ToDispute(),
        Ended = Ended is { } ended ? new(new PersonId(ended.By), Instant.FromUnixTimeMilliseconds(ended.At), ended.Why) : null,
        Moved = Moved is { } moved
            ? new(new PersonId(moved.By), Instant.FromUnixTimeMilliseconds(moved.At), LocalDatePattern.Iso.Parse(moved.Was).Value, moved.Why)
            : null,
        Asking = Asking is { } asking ? new(asking.Team, asking.Answer?.ToAnswer()) : null,
    };
}

/// <summary>A promise in words; the day as <c>2026-11-23</c>.</summary>
internal sealed record StoredPromise(string What, string Due, string? Where, string? Link)
{
    public static StoredPromise Of(PromiseText text) => new(text.What, LocalDatePattern.Iso.Format(text.Due), text.Where, text.Link);

    public PromiseText ToText() => new(What, LocalDatePattern.Iso.Parse(Due).Value, Where, Link);
}

/// <summary>The handoff that a commitment came with.</summary>
internal sealed record StoredHandedOver(int Handoff, Guid Sender, string Team);

/// <summary>Somebody's yes; when in milliseconds.</summary>
internal sealed record StoredNod(Guid By, long At);

/// <summary>A promise that the receiver does not take on; when in milliseconds.</summary>
internal sealed record StoredDispute(Guid By, long At, string Reason, StoredProposed? Proposal)
{
    public static StoredDispute? Of(Dispute? one) => one is null
        ? null
        : new(one.By.Value, one.At.ToUnixTimeMilliseconds(), one.Reason, one.Proposal is { } standing
            ? new(standing.Number, standing.By.Value, standing.At.ToUnixTimeMilliseconds(), StoredPromise.Of(standing.Text), standing.BySender)
            : null);

    public Dispute ToDispute() => new(new PersonId(By), Instant.FromUnixTimeMilliseconds(At), Reason)
    {
        Proposal = Proposal is { } standing
            ? new(standing.Number, new PersonId(standing.By), Instant.FromUnixTimeMilliseconds(standing.At), standing.Text.ToText(), standing.BySender)
            : null,
    };
}

/// <summary>What one side proposed to end a dispute; when in milliseconds.</summary>
internal sealed record StoredProposed(int Number, Guid By, long At, StoredPromise Text, bool BySender);

/// <summary>That it was kept or broken; when in milliseconds.</summary>
internal sealed record StoredEnding(Guid By, long At, string? Why);

/// <summary>That it was moved to another day; when in milliseconds.</summary>
internal sealed record StoredMove(Guid By, long At, string Was, string Why);

/// <summary>What was said to a promise at the acceptance.</summary>
internal sealed record StoredReply(Guid Id, string? Dispute)
{
    public static StoredReply Of(CommitmentReply reply) => new(reply.Id.Value, reply.Dispute);

    public CommitmentReply ToReply() => new(new CommitmentId(Id), Dispute);
}

/// <summary>A team that is asked first.</summary>
internal sealed record StoredAsking(string Team, StoredTeamAnswer? Answer);

/// <summary>What it said; when in milliseconds.</summary>
internal sealed record StoredTeamAnswer(Guid By, long At, bool Can, string? Instead, string? Reason)
{
    public static StoredTeamAnswer? Of(TeamAnswer? one) => one is null
        ? null
        : new(one.By.Value, one.At.ToUnixTimeMilliseconds(), one.Can, one.Instead is { } day ? LocalDatePattern.Iso.Format(day) : null, one.Reason);

    public TeamAnswer ToAnswer() => new(
        new PersonId(By), Instant.FromUnixTimeMilliseconds(At), Can, Instead is { } day ? LocalDatePattern.Iso.Parse(day).Value : null, Reason);
}
