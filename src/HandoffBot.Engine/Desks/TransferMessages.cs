using HandoffBot.Core.Chat;
using HandoffBot.Core.Clients;
using HandoffBot.Core.Handoffs;
using HandoffBot.Engine.Delivery;
using HandoffBot.Engine.Storage;
using HandoffBot.Engine.Storage.Json;
using HandoffBot.Engine.Storage.Rows;
using NodaTime;

namespace HandoffBot.Engine.Desks;

/// <summary>A transfer in the client's history, and in words for both owners.</summary>
internal sealed class TransferMessages(Outbox outbox)
{
    private const int Longest = 300;

    public static TimelineRow Entry(Client client, TransferCommand transfer, Actor by, string reason, Instant now, Platform? platform) => new()
    {
        Client = client.Id.Value,
        At = now,
        By = by.Person.Value,
        Platform = platform,
        Kind = "transferred",
        Body = StorageJson.Write(new StoredEvent { Owner = transfer.To.Value, PreviousOwner = client.Owner.Value, Note = reason }),
    };

    /// <summary>Nobody is told what they have just done themselves; whoever owes the handoff is told with that.</summary>
    public async Task WriteAsync(
        EngineContext context, ClientRow row, Client before, TransferCommand transfer, Actor by, string reason, Handoff? owed, Func<PersonId, string> nameOf)
    {
        var key = $"transfer/{row.Id:N}/v{row.Version}";
        var said = $"“{Shortened.To(reason, Longest)}”";
        var owes = owed is null ? "" : $" {nameOf(owed.Sender)} owes you the handoff, {owed.Reference}.";
        if (transfer.To != by.Person)
            await TellAsync(transfer.To, $"{by.Name} gave {before.Called} to you: {said}. You own it now.{owes}");

        if (before.Owner != by.Person && before.Owner != owed?.Sender)
            await TellAsync(before.Owner, $"{by.Name} gave {before.Called} to {nameOf(transfer.To)}: {said}. You need do nothing more about it.");

        Task TellAsync(PersonId person, string text) =>
            outbox.AddAsync(context, new(IntentKind.Sentence, null) { Client = row.Id, Text = text }, person, $"{key}/{person.Value:N}");
    }
}
