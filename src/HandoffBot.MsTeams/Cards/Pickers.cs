using System.Collections.Immutable;
using System.Globalization;
using HandoffBot.Core.Chat;
using HandoffBot.Core.Clients;

namespace HandoffBot.MsTeams.Cards;

/// <summary>
/// The controls of a form in which a person or a client is chosen. Typing a name asks the bot (<c>application/search</c>) where the client
/// does as it should; some do not, so likely choices stand in the list from the start and a search stands below it.
/// </summary>
/// <remarks>
/// A pressed search (<see cref="Carried.Search"/>) is answered by asking for suggestions with <see cref="Inputs.Query"/>, having the form
/// drawn again with what stands in it (<see cref="Act.Redraw"/>), and drawing that with what was <see cref="Found"/>.
/// </remarks>
internal static class Pickers
{
    private const string People = "hb.people";
    private const string Clients = "hb.clients";
    private const string Handoffs = "hb.handoffs";
    private const char OtherThan = ':';

    /// <summary>The inputs for which likely choices are to be found before the form is drawn.</summary>
    public static ImmutableArray<(string Id, SuggestionSource Source, Subject Of)> In(Form form) =>
    [
        .. form.Parts.Select(part => part switch
        {
            FormPart.PersonField one => (one.Id, SuggestionSource.People, Subject.Client),
            FormPart.ClientField one => (one.Id, SuggestionSource.Clients, one.Of),
            FormPart.HandoffField one => (one.Id, SuggestionSource.Handoffs, Subject.Client),
            FormPart.ChecklistField { Field.Kind: Core.Playbooks.FieldKind.Person } one => (one.Field.Id, SuggestionSource.People, Subject.Client),
            FormPart.ChecklistField { Field.Kind: Core.Playbooks.FieldKind.Client client } one => (one.Field.Id, SuggestionSource.Clients, client.Of),
            _ => ("", default, Subject.Client),
        }).Where(one => one.Item1.Length > 0),
    ];

    /// <summary>Whether the client asks while a name is typed, by the platform that it names in an activity's <c>clientInfo</c>.</summary>
    public static bool TypesAhead(string? platform) => platform is "Web" or "Windows" or "Mac" or "macOS";

    /// <summary>Names what typing looks through, and the form that asks: who can be chosen may depend on it.</summary>
    public static string Dataset(SuggestionSource source, Subject subject, FormToken token)
    {
        if (source is SuggestionSource.Handoffs)
            return Guid.TryParseExact(token.Text, "N", out var about) ? $"{Handoffs}.{token.Kind}.{about:N}" : Handoffs;

        var name = source is SuggestionSource.People ? People : subject.IsClient ? Clients : $"{Clients}{OtherThan}{subject.Word}";
        return token.Handoff is { } handoff ? string.Create(CultureInfo.InvariantCulture, $"{name}.{token.Kind}.{handoff}") : name;
    }

    /// <summary>Reads what <see cref="Dataset"/> wrote; null for what it did not.</summary>
    public static (SuggestionSource Source, Subject Of, FormToken? Token)? Read(string? dataset)
    {
        var parts = (dataset ?? "").Split('.');
        if (parts.Length < 2 || Source($"{parts[0]}.{parts[1]}") is not var (source, subject))
            return null;

        return parts switch
        {
            { Length: 2 } => (source, subject, null),
            { Length: 4 } when source is SuggestionSource.Handoffs =>
                Named.In<FormKind>(parts[2]) is { } form ? (source, subject, new FormToken(form, Text: parts[3])) : null,
            { Length: 4 } when Named.In<FormKind>(parts[2]) is { } kind
                && int.TryParse(parts[3], NumberStyles.None, CultureInfo.InvariantCulture, out var handoff) => (source, subject, new FormToken(kind, handoff)),
            _ => null,
        };
    }

    private static (SuggestionSource, Subject)? Source(string name) => name.Split(OtherThan) switch
    {
        [People] => (SuggestionSource.People, Subject.Client),
        [Handoffs] => (SuggestionSource.Handoffs, Subject.Client),
        [Clients] => (SuggestionSource.Clients, Subject.Client),
        [Clients, var word] when Subject.IsWord(word) => (SuggestionSource.Clients, new(word)),
        _ => null,
    };
}

/// <summary>The people or clients that were found for an input.</summary>
/// <param name="Query">What was typed into its search; empty when nobody searched and these are the likely ones.</param>
internal sealed record Found(string Query, ImmutableArray<Suggestion> Of);
