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
        Dispute = one.Dispute is { } dispute ? new(dispute.By.Value, dispute.At.ToUnixTimeMilliseconds(), dispute.Reason) : null,
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
        Dispute = Dispute is { } dispute ? new(new PersonId(dispute.By), Instant.FromUnixTimeMilliseconds(dispute.At), dispute.Reason) : null,
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
internal sealed record StoredDispute(Guid By, long At, string Reason);

/// <summary>What was said to a promise at the acceptance.</summary>
internal sealed record StoredReply(Guid Id, string? Dispute)
{
    public static StoredReply Of(CommitmentReply reply) => new(reply.Id.Value, reply.Dispute);

    public CommitmentReply ToReply() => new(new CommitmentId(Id), Dispute);
}
