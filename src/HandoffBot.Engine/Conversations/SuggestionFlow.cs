using HandoffBot.Core.Chat;
using HandoffBot.Core.Handoffs;
using HandoffBot.Engine.Desks;

namespace HandoffBot.Engine.Conversations;

/// <summary>Answers typing in a client's or a person's field. Whoever asks is a joined full member; nobody else gets a name.</summary>
internal sealed class SuggestionFlow(ClientNames clients, Reading reading)
{
    private const int Most = 50;

    public async Task<Reply.Suggestions> AskedAsync(Actor actor, Interaction.SuggestionsAsked asked)
    {
        if (asked.Source == SuggestionSource.Clients)
            return new(Permissions.MaySeeClient(actor) ? await clients.SuggestAsync(actor.Person, asked.Query) : []);

        // Only who receives can become the owner.
        var team = asked.Token is { Kind: FormKind.Accept, Handoff: { } number } && await reading.HandoffAsync(number) is { } view
            ? view.Handoff.ReceivingTeam : null;
        var people = await reading.PeopleAsync(asked.Query, team, Most);
        return new([.. people.Select(one => new Suggestion(SuggestionId.Of(one.Id), one.Name))]);
    }
}
