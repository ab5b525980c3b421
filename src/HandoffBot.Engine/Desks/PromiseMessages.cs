using HandoffBot.Core.Chat.Cards;
using HandoffBot.Core.Clients;
using HandoffBot.Core.Handoffs;
using HandoffBot.Engine.Delivery;
using HandoffBot.Engine.Directory;
using HandoffBot.Engine.Storage;
using HandoffBot.Engine.Storage.Rows;

namespace HandoffBot.Engine.Desks;

/// <summary>Messages about promises that came with no handoff: a team is asked, who asked hears what it said, and an owner what others promise.</summary>
internal sealed class PromiseMessages(Rulebook rulebook, Platforms platforms, Outbox outbox)
{
    private readonly ByColumn<ClientRow, Guid> _clients = new(one => one.Id);

    public async Task WriteAsync(EngineContext context, Commitment after, CommitmentEvent happened)
    {
        switch (happened)
        {
            case CommitmentEvent.Recorded { Commitment.Asking: { } asking }:
                ToTeam(context, after, asking.Team, PromiseNews.Asked);
                break;

            case CommitmentEvent.Recorded:
                await ToOwnerAsync(context, after, happened.By);
                break;

            case CommitmentEvent.TeamAnswered answered:
                ToTeam(context, after, after.Asking!.Team, PromiseNews.Closed);
                if (answered.By != after.RecordedBy)
                    await outbox.AddAsync(context, About(after, PromiseNews.Answered, after.RecordedBy), after.RecordedBy, Key(after, PromiseNews.Answered));
                if (after.IsRunning)
                    await ToOwnerAsync(context, after, after.RecordedBy);
                break;

            case CommitmentEvent.TakenUp:
                await ToOwnerAsync(context, after, happened.By);
                break;
        }
    }

    private void ToTeam(EngineContext context, Commitment commitment, string team, PromiseNews news)
    {
        if (platforms.ChannelOf(rulebook.Organization.Teams.GetValueOrDefault(team)) is { } channel)
            outbox.Add(context, About(commitment, news, null), channel, Key(commitment, news));
    }

    private async Task ToOwnerAsync(EngineContext context, Commitment commitment, PersonId by)
    {
        var owner = new PersonId((await _clients.OneAsync(context, commitment.Client!.Value.Value))!.Owner);
        if (owner != by)
            await outbox.AddAsync(context, About(commitment, PromiseNews.Recorded, owner), owner, Key(commitment, PromiseNews.Recorded));
    }

    private static Intent About(Commitment commitment, PromiseNews news, PersonId? to) =>
        new(IntentKind.Promise, null) { Commitment = commitment.Id.Value, Client = commitment.Client!.Value.Value, Person = to?.Value, News = news };

    private static string Key(Commitment commitment, PromiseNews news) => $"promise/{commitment.Id.Value:N}/{news}";
}
