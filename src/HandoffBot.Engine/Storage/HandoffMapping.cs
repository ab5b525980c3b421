using HandoffBot.Core.Clients;
using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Playbooks;
using HandoffBot.Engine.Storage.Json;
using HandoffBot.Engine.Storage.Rows;
using NodaTime.Text;

namespace HandoffBot.Engine.Storage;

/// <summary>Between rows and the core's types, which are never entities.</summary>
internal static class HandoffMapping
{
    public static Handoff ToHandoff(this HandoffRow row, Playbook playbook) => StorageJson.ReadHandoff(row.State).Fill(new Handoff
    {
        Number = row.Number,
        Playbook = playbook,
        Status = row.Status,
        Sender = new PersonId(row.Sender),
        SendingTeam = row.SendingTeam,
        ReceivingTeam = row.ReceivingTeam,
        Client = row.Client is { } client ? new ClientId(client) : null,
        Round = row.Round,
        Revision = row.Revision,
        StartedAt = row.StartedAt,
        SubmittedAt = row.SubmittedAt,
    });

    /// <summary>Writes what the rules decided; the due time is the clocks' business.</summary>
    public static void Take(this HandoffRow row, Handoff handoff)
    {
        row.Status = handoff.Status;
        row.Sender = handoff.Sender.Value;
        row.Holder = handoff.Holder?.Value;
        row.ReceivingTeam = handoff.ReceivingTeam;
        row.Client = handoff.Client?.Value;
        row.ClientFolded = handoff.Answers.Find(handoff.Playbook.Checklist.ClientField.Id) is Answer.Client named ? Client.Fold(named.Name) : null;
        row.Round = handoff.Round;
        row.Revision = handoff.Revision;
        row.SubmittedAt = handoff.SubmittedAt;
        row.NextActions = handoff.NextActions.Count(one => one.Done is null);
        row.Exceptions = handoff.ToFillIn.Length;
        row.FillInBy = handoff.ToFillIn is [var first, ..] ? LocalDatePattern.Iso.Format(first.Until) : "";
        row.State = StorageJson.Write(StoredHandoff.Of(handoff));
        row.Version++;
    }

    public static HandoffRow ToNewRow(this Handoff handoff)
    {
        var row = new HandoffRow
        {
            Number = handoff.Number,
            Playbook = handoff.Playbook.Key,
            PlaybookVersion = handoff.Playbook.Version,
            Sender = handoff.Sender.Value,
            SendingTeam = handoff.SendingTeam,
            ReceivingTeam = handoff.ReceivingTeam,
            StartedAt = handoff.StartedAt,
            State = "",
        };
        row.Take(handoff);
        return row;
    }

    public static Client ToClient(this ClientRow row) => new(new ClientId(row.Id), row.Name, new PersonId(row.Owner)) { Subject = new(row.Subject) };

    public static Commitment ToCommitment(this CommitmentRow row) => StorageJson.ReadCommitment(row.Body).ToCommitment();

    public static CommitmentRow ToNewRow(this Commitment commitment)
    {
        var row = new CommitmentRow
        {
            Id = commitment.Id.Value,
            Client = commitment.Client?.Value ?? throw new InvalidOperationException("A commitment is kept once its client is known."),
            Handoff = commitment.With?.Handoff,
            Due = "",
            Body = "",
        };
        row.Take(commitment);
        return row;
    }

    public static void Take(this CommitmentRow row, Commitment commitment)
    {
        var stored = StoredCommitment.Of(commitment);
        row.State = commitment.State;
        row.Due = stored.Text.Due;
        row.Body = StorageJson.Write(stored);
        row.Version++;
    }

    public static TimelineRow ToRow(this HandoffEvent happened, Handoff handoff, Core.Chat.Platform? platform)
    {
        var (kind, body) = StoredEvent.Of(happened);
        return new TimelineRow
        {
            Handoff = handoff.Number,
            Client = handoff.Client?.Value,
            At = happened.At,
            By = happened.By.Value,
            Platform = platform,
            Kind = kind,
            Body = StorageJson.Write(body),
        };
    }
}
