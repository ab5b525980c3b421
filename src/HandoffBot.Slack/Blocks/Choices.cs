using System.Collections.Immutable;
using System.Globalization;
using HandoffBot.Core.Chat;

namespace HandoffBot.Slack.Blocks;

/// <summary>Turns what can be chosen into options. An id is never shortened: a cut id would name something else.</summary>
internal static class Choices
{
    public static ImmutableList<Option> Of(IEnumerable<Suggestion> suggestions, int max = int.MaxValue) =>
    [
        .. suggestions
            .Where(one => one.Id.Length is > 0 and <= Limits.OptionValue)
            .DistinctBy(one => one.Id)
            .Take(max)
            .Select(Of),
    ];

    public static Option Of(Suggestion one) =>
        new(Texts.Plain(one.Label, Limits.OptionText), one.Id, Texts.PlainOrNone(one.Description, Limits.OptionText));

    public static ImmutableList<Option>? Chosen(ImmutableList<Option> options, IEnumerable<string> ids)
    {
        var wanted = ids.ToHashSet();
        var chosen = options.Where(one => wanted.Contains(one.Value)).ToImmutableList();
        return chosen.IsEmpty ? null : chosen;
    }

    /// <summary>A select of any number of options: a hundred at most stand in one list, more in groups of a hundred.</summary>
    public static (ImmutableList<Option>? Options, ImmutableList<OptionGroup>? Groups) Grouped(ImmutableList<Option> options)
    {
        if (options.Count <= Limits.SelectOptions)
            return (options, null);

        var groups = options.Chunk(Limits.SelectOptions).Take(Limits.SelectGroups).Select((chunk, place) =>
        {
            var first = place * Limits.SelectOptions;
            var label = string.Create(CultureInfo.InvariantCulture, $"{first + 1} to {first + chunk.Length}");
            return new OptionGroup(Texts.Plain(label, Limits.OptionText), [.. chunk]);
        });
        return (null, [.. groups]);
    }
}
