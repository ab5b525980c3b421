using System.Collections.Immutable;
using HandoffBot.Core.Chat;
using HandoffBot.Core.Clients;
using HandoffBot.MsTeams.Cards;

namespace HandoffBot.MsTeams.Inbound;

/// <summary>
/// Draws forms with what belongs into their lists: typing in a dialog does not ask the bot in every client, so likely people and clients
/// stand there from the start, and what was searched for after a search.
/// </summary>
internal sealed class Dialogs(Asked asked)
{
    /// <summary>Microsoft Teams shows so many.</summary>
    public const int MostFound = 15;

    /// <param name="errors">Sentences by input id.</param>
    /// <param name="search">The input that was searched for, with what was typed.</param>
    public async Task<Dialog> DrawAsync(Form form, Reader reader, ImmutableDictionary<string, string> errors, (string Input, string Query)? search) =>
        DialogRenderer.Draw(form, await FindAsync(form, reader.By, search), errors, reader.TypesAhead);

    /// <summary>The same as a message, which holds less.</summary>
    public async Task<Dialog> DrawMessageAsync(Form form, Reader reader, ImmutableDictionary<string, string> errors, (string Input, string Query)? search) =>
        DialogRenderer.Draw(form, await FindAsync(form, reader.By, search), errors, reader.TypesAhead, Limits.MessageCard);

    public async Task<ImmutableArray<Suggestion>> FindAsync(SuggestionSource source, Subject subject, string query, FormToken? token, AccountRef by)
    {
        var (reply, _) = await asked.HandleAsync(new Interaction.SuggestionsAsked(by, "msteams:suggestions", source, query, token) { Of = subject });
        return reply is Reply.Suggestions suggestions ? [.. suggestions.Of.Take(MostFound)] : [];
    }

    private async Task<Dictionary<string, Found>> FindAsync(Form form, AccountRef by, (string Input, string Query)? search)
    {
        var found = new Dictionary<string, Found>(StringComparer.Ordinal);
        foreach (var (id, source, subject) in Pickers.In(form))
        {
            var query = search is { } sought && sought.Input == id ? sought.Query : "";
            found[id] = new(query, await FindAsync(source, subject, query, form.Token, by));
        }

        return found;
    }
}
