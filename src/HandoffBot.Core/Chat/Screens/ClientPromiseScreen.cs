using System.Collections.Immutable;
using System.Globalization;
using HandoffBot.Core.Clients;
using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Playbooks;

namespace HandoffBot.Core.Chat.Screens;

/// <summary>Where a promise comes from that is written down for a client.</summary>
/// <param name="Message">In which it was said, where it was.</param>
/// <param name="Chosen">The handoff that was chosen for it, which takes no promise from this person.</param>
public readonly record struct PromiseSource(Quote? Message, HandoffView? Chosen);

/// <summary>A promise to a client outside of any handoff: what, by whom, until when, where it was said, and whether a team is asked first.</summary>
public static class ClientPromiseScreen
{
    public const string By = "by";
    public const string Ask = "ask";

    /// <summary>
    /// What the form carries: the client and the promise's id, which is that of the message where it comes from one, and the handoff that was
    /// chosen for it, where that takes none.
    /// </summary>
    public sealed record Carried(CommitmentId Id, ClientId Client, int? Handoff = null)
    {
        public string Write() => string.Create(CultureInfo.InvariantCulture, $"{Id.Value:N} {Client.Value:N} {Handoff}").TrimEnd();

        public static Carried? Read(string? text) =>
            (text ?? "").Split(' ', 3) is [var id, var client, .. var rest] && Guid.TryParseExact(id, "N", out var one) && Guid.TryParseExact(client, "N", out var other)
                ? new(new(one), new(other), rest is [var to] && int.TryParse(to, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null)
                : null;
    }

    /// <param name="by">Who made the promise, as far as is known.</param>
    /// <param name="teams">Those that can be asked.</param>
    /// <param name="source">The message that it comes from, and the handoff that was chosen for it.</param>
    /// <param name="inputs">What stands in the form, when it opens or is redrawn.</param>
    /// <param name="errors">Sentences by input id.</param>
    public static Form Draw(
        Client client, Carried carried, Suggestion by, IEnumerable<Team> teams, PromiseSource source = default, int drawing = 0,
        ImmutableDictionary<string, Input>? inputs = null, ImmutableDictionary<string, string>? errors = null)
    {
        var parts = PromiseScreen.Parts(null, inputs, errors).ToList();
        var promisedBy = inputs is null ? by : inputs.GetValueOrDefault(By) is Input.Selected chosen ? new(chosen.Id, chosen.Label) : null;
        var asked = (inputs?.GetValueOrDefault(Ask) as Input.Selected)?.Id;
        return new(
            new(FormKind.ClientPromise, Drawing: drawing, Text: carried.Write()),
            "A promise",
            [
                .. MessageParts.Elsewhere(source.Chosen),
                ScreenParts.Says(Phrase.Of("What was promised to ", new Inline.Strong(Spoken.Client(client)), "?")),
                .. MessageParts.OfPromise(source.Message, "Everybody who sees the client reads it here, with a link to the message."),
                .. parts,
                new FormPart.PersonField(By, "Who promised it", null, Required: true, promisedBy, Redraws: false, errors?.GetValueOrDefault(By)),
                new FormPart.OneOf(
                    Ask, "Ask the delivering team first", "It is not promised until they say that they can", Required: false,
                    [.. teams.Select(team => new Suggestion(team.Key, team.Name))], asked, errors?.GetValueOrDefault(Ask)),
            ],
            "Save");
    }

    /// <summary>What the form says; null with what is missing or malformed, by input id.</summary>
    public static (NewPromise? Promise, ImmutableDictionary<string, string> Errors) Read(
        Carried carried, ImmutableDictionary<string, Input> inputs, FieldContext context)
    {
        var (text, errors) = PromiseScreen.Read(inputs, context);
        var by = inputs.GetValueOrDefault(By) is Input.Selected chosen && SuggestionId.Person(chosen.Id) is { } person && context.FindPerson(person) is not null ? person : (PersonId?)null;
        if (by is null)
            errors = errors.SetItem(By, "Choose who promised it.");
        return text is null || by is not { } promisedBy
            ? (null, errors)
            : (new NewPromise(carried.Id, text, promisedBy, (inputs.GetValueOrDefault(Ask) as Input.Selected)?.Id), errors);
    }

    /// <summary>The team says no, and why.</summary>
    public static Form No(
        Client client, Commitment commitment, int drawing = 0,
        ImmutableDictionary<string, Input>? inputs = null, ImmutableDictionary<string, string>? errors = null) => CommitmentScreens.Asked(
        FormKind.DeclinePromise, client, commitment, drawing, "It cannot be done",
        [CommitmentScreens.Why("Why can it not be done?", required: true, inputs, errors)]);

    /// <summary>The team names another day.</summary>
    public static Form OtherDay(
        Client client, Commitment commitment, int drawing = 0,
        ImmutableDictionary<string, Input>? inputs = null, ImmutableDictionary<string, string>? errors = null) => CommitmentScreens.Asked(
        FormKind.OtherDay, client, commitment, drawing, "Say so",
        [PromiseScreen.Day(null, inputs, errors), CommitmentScreens.Why("Why then?", required: false, inputs, errors)]);
}
