using System.Collections.Immutable;
using HandoffBot.Core.Clients;
using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Playbooks;

namespace HandoffBot.Core.Chat.Screens;

/// <summary>Who owns a client from now on, and why.</summary>
public sealed record OwnScreen
{
    public const string To = "to";
    public const string Reason = "reason";

    public required Client Client { get; init; }

    /// <summary>The present owner's name.</summary>
    public required string Owner { get; init; }

    /// <summary>Whoever was named, where that was certain.</summary>
    public Suggestion? Chosen { get; init; }

    public string? Why { get; init; }

    /// <summary>By which the client could be handed over instead, by the person who looks at this; null where there is none.</summary>
    public Playbook? Playbook { get; init; }

    /// <summary>Sentences by input id.</summary>
    public ImmutableDictionary<string, string> Errors { get; init; } = ImmutableDictionary<string, string>.Empty;

    public int Drawing { get; init; }

    public Form Draw()
    {
        var name = Spoken.Client(Client);
        var parts = new List<FormPart>
        {
            ScreenParts.Says(Phrase.Of(
                new Inline.Strong(name), $" is {Shortened.To(Owner, 80)}'s. The new owner has it at once, and both are told.")),
            new FormPart.PersonField(To, "Who owns it from now on?", Hint: null, Required: true, Chosen, Redraws: false, Errors.GetValueOrDefault(To)),
            new FormPart.TextField(
                Reason, "Why?", "Both owners read this.", Required: true, Multiline: true, HandoffRules.LongestNote, Why, Errors.GetValueOrDefault(Reason)),
            ScreenParts.Notes($"Where a playbook hands {(Client.Subject.IsClient ? "clients" : Client.Subject.A)} over between their teams, a handoff is owed then, and a clock runs until it is sent."),
        };
        if (Playbook is { } playbook)
            parts.Add(ScreenParts.Answers(Instead(playbook.Name, playbook.Key, Client.Name)));

        return new(new(FormKind.Own, Drawing: Drawing, Text: $"{SuggestionId.Of(Client.Id)}/{SuggestionId.Of(Client.Owner)}"), ScreenParts.Title($"Owner of {name}"), [.. parts], "Transfer");
    }

    /// <summary>Starts the handoff.</summary>
    public static CardButton Instead(string playbook, string key, string client) =>
        new(Shortened.To($"Hand over: {playbook}", 75), Presses.Say($"new {key} \"{client}\""), ButtonStyle.Primary);

    /// <summary>Which client it is about, and who owned it when it was drawn.</summary>
    public static (ClientId Client, PersonId Owner)? Read(FormToken token) =>
        token.Text?.Split('/') is [var client, var owner] && SuggestionId.Client(client) is { } id && SuggestionId.Person(owner) is { } person ? (id, person) : null;
}
