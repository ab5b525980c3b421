using HandoffBot.Core.Chat;
using HandoffBot.Core.Handoffs;
using HandoffBot.Engine.Desks;

namespace HandoffBot.Engine.Conversations;

/// <summary>Answers typing in a client's or a person's field. Whoever asks is a joined full member; nobody else gets a name.</summary>
internal sealed class SuggestionFlow(ClientNames clients, LikelyHandoffs handoffs, Quotes quotes, Reading reading)
{
    private const int Most = 50;

    public async Task<Reply.Suggestions> AskedAsync(Actor actor, Interaction.SuggestionsAsked asked)
    {
        if (asked.Source == SuggestionSource.Clients)
            return new(Permissions.MaySeeClient(actor) ? await clients.SuggestAsync(actor.Person, asked.Query, asked.Of) : []);

        if (asked.Source == SuggestionSource.Handoffs)
            return new(await handoffs.SuggestAsync(actor, asked.Query, await QuoteAsync(actor, asked.Token)));

        var team = asked.Token is { Handoff: { } number } token ? await TeamAsync(token.Kind, number) : null;
        var people = await reading.PeopleAsync(asked.Query, team, Most);
        return new([.. people.Select(one => new Suggestion(SuggestionId.Of(one.Id), one.Name))]);
    }

    /// <summary>The message that the form is about.</summary>
    private async Task<Quote?> QuoteAsync(Actor actor, FormToken? token) =>
        token is { Kind: FormKind.AddMessage } && Guid.TryParseExact(token.Text, "N", out var id) ? await quotes.FindAsync(id, actor.Person) : null;

    /// <summary>Only who receives can become the owner or answer, and only who sends can go on for the sender; anybody can be named elsewhere.</summary>
    private async Task<string?> TeamAsync(FormKind kind, int number)
    {
        if (kind is not (FormKind.Accept or FormKind.Reassign or FormKind.ChangeSender) || await reading.HandoffAsync(number) is not { } view)
            return null;

        return kind is FormKind.ChangeSender ? view.Handoff.SendingTeam : view.Handoff.ReceivingTeam;
    }
}
