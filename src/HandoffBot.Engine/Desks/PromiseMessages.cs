using HandoffBot.Core.Chat.Cards;
using HandoffBot.Core.Clients;
using HandoffBot.Core.Handoffs;
using HandoffBot.Engine.Delivery;
using HandoffBot.Engine.Storage;
using HandoffBot.Engine.Storage.Rows;

namespace HandoffBot.Engine.Desks;

/// <summary>Messages about promises that came with no handoff: a team is asked, who asked hears what it said, who answered what became of it, and an owner what others promise.</summary>
internal sealed class PromiseMessages(AskedCards asked, Outbox outbox)
{
    private readonly ByColumn<ClientRow, Guid> _clients = new(one => one.Id);

    public async Task WriteAsync(EngineContext context, CommitmentRow row, Commitment after, CommitmentEvent happened)
    {
        await asked.RefreshAsync(context, after, $"promise/{after.Id.Value:N}/v{row.Version}/{PromiseNews.Asked}");
        switch (happened)
        {
            case CommitmentEvent.Recorded { Commitment.Asking: null }:
                await ToOwnerAsync(context, after, happened.By);
                break;

            case CommitmentEvent.TeamAnswered answered:
                if (answered.By != after.RecordedBy)
                    await outbox.AddAsync(context, Answered(after), after.RecordedBy, Key(after, PromiseNews.Answered));
                if (after.IsRunning)
                    await ToOwnerAsync(context, after, after.RecordedBy);
                break;

            case CommitmentEvent.TakenUp:
                await ToAnswererAsync(context, after, happened.By);
                await ToOwnerAsync(context, after, happened.By);
                break;

            case CommitmentEvent.Dropped:
                await ToAnswererAsync(context, after, happened.By);
                break;
        }
    }

    /// <summary>A card that is redrawn notifies nobody, and who named a day waits to hear whether it holds.</summary>
    private async Task ToAnswererAsync(EngineContext context, Commitment commitment, PersonId by)
    {
        if (commitment.Asking?.Answer is { } answer && answer.By != by)
            await outbox.AddAsync(context, About(commitment, PromiseNews.Closed, answer.By), answer.By, Key(commitment, PromiseNews.Closed));
    }

    private async Task ToOwnerAsync(EngineContext context, Commitment commitment, PersonId by)
    {
        var owner = new PersonId((await _clients.OneAsync(context, commitment.Client!.Value.Value))!.Owner);
        if (owner != by)
            await outbox.AddAsync(context, About(commitment, PromiseNews.Recorded, owner), owner, Key(commitment, PromiseNews.Recorded));
    }

    /// <summary>Another day asks whether to promise it by then, until that is decided.</summary>
    private static Intent Answered(Commitment commitment) => About(commitment, PromiseNews.Answered, commitment.RecordedBy) with
    {
        Notice = commitment.Asking?.Answer?.Instead is null ? null : commitment.Id.Value,
    };

    private static Intent About(Commitment commitment, PromiseNews news, PersonId to) =>
        new(IntentKind.Promise, null) { Commitment = commitment.Id.Value, Client = commitment.Client!.Value.Value, Person = to.Value, News = news };

    private static string Key(Commitment commitment, PromiseNews news) => $"promise/{commitment.Id.Value:N}/{news}";
}
