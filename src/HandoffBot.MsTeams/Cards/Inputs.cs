using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using HandoffBot.Core.Chat;

namespace HandoffBot.MsTeams.Cards;

/// <summary>
/// Reads what stands in the inputs of a card. It comes back flat beside what the button carries, so an input's id says of which kind it
/// is. An empty input is absent; a box that can be ticked is always there.
/// </summary>
internal static class Inputs
{
    /// <summary>More than any form draws.</summary>
    public const int Most = 500;

    /// <summary>Longer than any field may be, so that what is cut here is refused beside its field.</summary>
    public const int LongestText = 20_000;

    public static ImmutableDictionary<string, Input> Read(JsonElement data)
    {
        var inputs = ImmutableDictionary.CreateBuilder<string, Input>();
        if (data.ValueKind is not JsonValueKind.Object)
            return inputs.ToImmutable();

        foreach (var member in data.EnumerateObject())
        {
            if (inputs.Count >= Most)
                break;

            if (Kind(member.Name) is { } kind && Text(member.Value) is { } text && Read(kind, text) is { } input)
                inputs[InputIds.Bare(member.Name)] = input;
        }

        return inputs.ToImmutable();
    }

    /// <summary>What was typed into the search beside an input.</summary>
    public static string Query(JsonElement data, string input) =>
        data.ValueKind is JsonValueKind.Object && data.TryGetProperty(InputIds.Search(input), out var typed) && Text(typed) is { } text
            ? CleanText.Of(text, Limits.Label)
            : "";

    private static string? Kind(string id) =>
        InputIds.Kinds.FirstOrDefault(kind => id.Length > kind.Length && id.StartsWith(kind, StringComparison.Ordinal));

    private static Input? Read(string kind, string text) => kind switch
    {
        InputIds.TypedKind => string.IsNullOrWhiteSpace(text) ? null : new Input.Typed(text),
        InputIds.SelectedKind => Choices.ReadOne(text),
        InputIds.FoundKind => Choices.ReadFound(text),
        InputIds.ManyKind => Choices.ReadMany(text),
        InputIds.LeftOutKind => new Input.Untouched(),
        InputIds.TickedKind => new Input.Ticked(string.Equals(text, Choices.On, StringComparison.OrdinalIgnoreCase)),
        _ => null,
    };

    /// <summary>Some clients send a number as a number, and a toggle as true.</summary>
    private static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => Cut(value.GetString() ?? ""),
        JsonValueKind.Number when value.TryGetDecimal(out var number) => number.ToString(CultureInfo.InvariantCulture),
        JsonValueKind.True => Choices.On,
        JsonValueKind.False => Choices.Off,
        _ => null,
    };

    private static string Cut(string text) => text.Length <= LongestText ? text : text[..LongestText];
}

/// <summary>The ids of inputs: of which kind each one is, and which part of the form it is.</summary>
internal static class InputIds
{
    public const string TypedKind = "text_";
    public const string SelectedKind = "one_";
    public const string FoundKind = "found_";
    public const string ManyKind = "many_";
    public const string TickedKind = "tick_";

    /// <summary>Stands in what a button carries: the input did not fit on the card.</summary>
    public const string LeftOutKind = "left_";
    private const string SearchKind = "search_";

    public static ImmutableArray<string> Kinds { get; } = [TypedKind, SelectedKind, FoundKind, ManyKind, TickedKind, LeftOutKind];

    public static string Search(string id) => SearchKind + id;

    public static string Bare(string id) => id[(id.IndexOf('_', StringComparison.Ordinal) + 1)..];
}
