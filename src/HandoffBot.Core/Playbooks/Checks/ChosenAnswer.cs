using System.Collections.Immutable;
using HandoffBot.Core.Chat;

namespace HandoffBot.Core.Playbooks.Checks;

/// <summary>Reads what was chosen rather than typed. Ids come from outside, so each is looked up.</summary>
internal static class ChosenAnswer
{
    private const int LongestName = 80;

    public static FieldResult Read(FieldKind kind, string id, FieldContext context) => kind switch
    {
        FieldKind.Choice choice => Option(choice.Options, id),
        FieldKind.Choices => Read(kind, [id]),
        FieldKind.YesNo => YesNo(id),
        FieldKind.Person => Person(id, context),
        FieldKind.Client client => Client(client, id, context),
        _ => TypedAnswer.Read(kind, id, context),
    };

    public static FieldResult Read(FieldKind kind, ImmutableArray<string> ids)
    {
        if (kind is not FieldKind.Choices choices)
            return new FieldResult.Malformed("Choose one.");

        // In the order of the playbook, so that equal answers are equal whatever was ticked first.
        var unknown = ids.FirstOrDefault(id => Find(choices.Options, id) is null);
        return unknown is not null
            ? NoOption(unknown)
            : new FieldResult.Good(new Answer.Choices([.. choices.Options.Where(option => ids.Any(id => Same(option, id)))]));
    }

    public static FieldResult Option(IReadOnlyList<string> options, string id) =>
        Find(options, id) is { } option ? new FieldResult.Good(new Answer.Choice(option)) : NoOption(id);

    public static FieldResult YesNo(string word) => word.Trim().ToLowerInvariant() switch
    {
        "yes" or "y" or "true" => new FieldResult.Good(new Answer.YesNo(true)),
        "no" or "n" or "false" => new FieldResult.Good(new Answer.YesNo(false)),
        _ => new FieldResult.Malformed("Answer yes or no."),
    };

    /// <summary>A client that may not exist yet: only a name, until the first submit.</summary>
    public static FieldResult NewClient(string typed)
    {
        var name = TypedText.OneLine(typed);
        return name.Length switch
        {
            0 => new FieldResult.Empty(),
            > LongestName => new FieldResult.Malformed($"A name has at most {LongestName} characters here; this one has {name.Length}."),
            _ => new FieldResult.Good(new Answer.Client(null, name)),
        };
    }

    private static FieldResult Person(string id, FieldContext context) =>
        SuggestionId.Person(id) is { } person && context.FindPerson(person) is { } found
            ? new FieldResult.Good(found)
            : new FieldResult.Malformed("That person is not known here. Type a few letters of the name and choose from the list.");

    private static FieldResult Client(FieldKind.Client kind, string id, FieldContext context)
    {
        if (SuggestionId.NewName(id) is { } name)
            return NewClient(name);

        return SuggestionId.Client(id) is { } client && context.Find(kind, client) is { } found
            ? new FieldResult.Good(found)
            : new FieldResult.Malformed($"That {kind.Of.Word} is not known here. Type a few letters of the name and choose from the list.");
    }

    private static string? Find(IReadOnlyList<string> options, string id) => options.FirstOrDefault(option => Same(option, id));

    private static bool Same(string option, string id) => string.Equals(option, id.Trim(), StringComparison.OrdinalIgnoreCase);

    private static FieldResult NoOption(string id) => new FieldResult.Malformed($"'{TypedText.Shown(id)}' is not one of the options. Choose from the list.");
}
