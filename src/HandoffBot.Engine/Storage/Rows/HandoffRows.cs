using HandoffBot.Core.Chat;
using HandoffBot.Core.Clients;
using HandoffBot.Core.Handoffs;
using NodaTime;

namespace HandoffBot.Engine.Storage.Rows;

/// <summary>The text of a playbook as it stood when handoffs were started with it.</summary>
internal sealed class PlaybookVersionRow
{
    public required string Key { get; set; }

    public required string Version { get; set; }

    public required string File { get; set; }

    public required string Text { get; set; }

    public Instant SeenAt { get; set; }

    /// <summary>When the leads were last asked to agree to it; null where nobody had to be asked.</summary>
    public Instant? AskedAt { get; set; }

    /// <summary>JSON: who has agreed since then, for which teams.</summary>
    public string? Agreed { get; set; }

    /// <summary>Since when new handoffs begin with it, or when they last began to; of all versions of a playbook the latest holds.</summary>
    public Instant? InForceSince { get; set; }

    /// <summary>Changes with every agreement: of two at once one is decided again.</summary>
    public int Revision { get; set; }
}

/// <summary>The organization's files as they stood when running clocks were laid by them.</summary>
internal sealed class EditionRow
{
    public required string Version { get; set; }

    /// <summary>JSON: the text of each file by its name.</summary>
    public required string Files { get; set; }

    public Instant SeenAt { get; set; }
}

/// <summary>The company that is handed over, or what else a playbook hands over.</summary>
internal sealed class ClientRow
{
    public Guid Id { get; set; }

    public required string Name { get; set; }

    /// <summary>What makes two names of one subject the same client.</summary>
    public required string Folded { get; set; }

    /// <summary>What it is: <c>client</c>, or the word of the playbook by which it was first handed over.</summary>
    public string Subject { get; set; } = Core.Clients.Subject.Client.Word;

    public Guid Owner { get; set; }

    public Instant CreatedAt { get; set; }

    /// <summary>How many promises to it are neither kept nor broken: who changes its owner need not look for what there is none of.</summary>
    public int Promises { get; set; }

    /// <summary>How many approved exceptions of its handoffs are not filled in, for the same reason.</summary>
    public int Exceptions { get; set; }

    public int Version { get; set; }
}

/// <summary>A promise to a client. What came with a handoff lies in that one's state as well, which is written with this.</summary>
internal sealed class CommitmentRow
{
    public Guid Id { get; set; }

    public Guid Client { get; set; }

    /// <summary>The handoff that it came with.</summary>
    public int? Handoff { get; set; }

    public CommitmentState State { get; set; }

    /// <summary>The day by the end of which it is kept: <c>2026-11-23</c>.</summary>
    public required string Due { get; set; }

    /// <summary>JSON of the whole.</summary>
    public required string Body { get; set; }

    public int Version { get; set; }
}

/// <summary>One transfer. What lists ask for has columns; the rest lies in <see cref="State"/>.</summary>
internal sealed class HandoffRow
{
    public int Number { get; set; }

    public required string Playbook { get; set; }

    public required string PlaybookVersion { get; set; }

    public HandoffStatus Status { get; set; }

    public Guid Sender { get; set; }

    public required string SendingTeam { get; set; }

    public required string ReceivingTeam { get; set; }

    public Guid? Client { get; set; }

    /// <summary>The folded name that the draft gives, by which a draft is resumed.</summary>
    public string? ClientFolded { get; set; }

    public int Round { get; set; }

    public int Revision { get; set; }

    public Instant StartedAt { get; set; }

    public Instant? SubmittedAt { get; set; }

    /// <summary>On the receiving side, who has it in hand: claimed it, else is proposed, and once it is accepted the owner. Null when it is over, or waits for the sender.</summary>
    public Guid? Holder { get; set; }

    /// <summary>When the clock of whoever must move runs out; lists are ordered by it.</summary>
    public Instant? Due { get; set; }

    /// <summary>How many next actions are not done: lists ask for those that have some.</summary>
    public int NextActions { get; set; }

    /// <summary>How many approved exceptions are not filled in: lists ask for those that have some.</summary>
    public int Exceptions { get; set; }

    /// <summary>The day by which the first of them is to be filled in: <c>2026-11-23</c>; empty where none is, or where that was not written down yet.</summary>
    public string FillInBy { get; set; } = "";

    /// <summary>Why the brief is not in its channel, where it could not be posted.</summary>
    public string? NotPosted { get; set; }

    /// <summary>JSON: answers, revisions, proposal, acceptance, rejection, clock runs.</summary>
    public required string State { get; set; }

    public int Version { get; set; }
}

/// <summary>One entry of the append-only history.</summary>
internal sealed class TimelineRow
{
    public long Id { get; set; }

    public int? Handoff { get; set; }

    public Guid? Client { get; set; }

    public Instant At { get; set; }

    public Guid? By { get; set; }

    public Platform? Platform { get; set; }

    public required string Kind { get; set; }

    /// <summary>JSON of what happened.</summary>
    public required string Body { get; set; }
}

/// <summary>An inbound message that was carried out.</summary>
internal sealed class ReceiptRow
{
    public required string Id { get; set; }

    public Instant At { get; set; }

    public int? Handoff { get; set; }
}

/// <summary>A number that only grows.</summary>
internal sealed class CounterRow
{
    public required string Name { get; set; }

    public int Next { get; set; }
}

/// <summary>One stored value of the host: the playground's clock, for example.</summary>
internal sealed class SettingRow
{
    public required string Name { get; set; }

    public required string Value { get; set; }
}
